import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder on the disk for each test of the suite that calls this, removed after it. */
export function emptyFolderForEachTest(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-journal-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
