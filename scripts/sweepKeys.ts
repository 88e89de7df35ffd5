import { globSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesThatHold } from '../test/support/keyForms.ts';
import { localKey } from '../test/support/runware/service.ts';
import { environmentKey, storedKey } from '../test/support/testKeys.ts';

/** Data of the VS Codes that tests start, and what tests write; all of it is removed as they end. */
const LEFTOVERS = [
  path.join(tmpdir(), 'plumb-{vscode,host,electron,test}-*'),
  path.join('dist-test', 'shots'),
];

/**
 * Looks through the folders that a run of the tests left behind for the keys that were entered in
 * it (S26). Folders of other runs are theirs to look through.
 * @param since when the run began, in ms since 1970
 * @returns the files that hold a key
 */
export function filesWithKeys(since: number): string[] {
  const folders = LEFTOVERS.flatMap(glob => globSync(glob)).filter(folder =>
    isSince(folder, since),
  );
  return folders.flatMap(folder => filesThatHold(folder, [localKey, storedKey, environmentKey]));
}

function isSince(folder: string, since: number): boolean {
  try {
    const { birthtimeMs, mtimeMs } = statSync(folder);
    return Math.max(birthtimeMs, mtimeMs) >= since;
  } catch {
    // Another run has just removed it.
    return false;
  }
}
