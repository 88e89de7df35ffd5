import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesWithKeys } from '../../../scripts/sweepKeys.ts';
import { localKey } from '../../support/runware/service.ts';

describe('the search for keys after a run of the tests', () => {
  it('S26 finds what a VS Code of this run left behind, and not what is older', () => {
    const begun = Date.now() - 1_000;
    const folder = mkdtempSync(path.join(tmpdir(), 'plumb-vscode-'));
    try {
      const file = path.join(folder, 'user', 'logs', 'Plumb.log');
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `Authorization: Bearer ${localKey}\n`);
      assert.deepEqual(
        filesWithKeys(begun).filter(name => name.startsWith(folder)),
        [file],
      );
      assert.deepEqual(
        filesWithKeys(Date.now() + 60_000).filter(name => name.startsWith(folder)),
        [],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
