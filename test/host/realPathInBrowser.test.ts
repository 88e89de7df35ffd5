import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { realUri } from '../../src/host/files/realPath.web.ts';
import { folderForEachTest } from './testFolder.ts';

/** The twin for web workers, on the one file system here that has links. */
describe('the real path where nobody says where a link leads', () => {
  const at = folderForEachTest();
  const realOf = (file: string): Promise<string> => realUri(at.uri(file).toString());

  it('is the path itself, of what is there and of what is not', async () => {
    await at.write('folder/a b.txt', '');
    assert.equal(await realOf('folder/a b.txt'), at.uri('folder/a b.txt').toString());
    assert.equal(await realOf('none/new.txt'), at.uri('none/new.txt').toString());
  });

  it('is refused for a link, and for what lies behind one', async () => {
    await at.write('plain.txt', '');
    await symlink(at.fsPath('plain.txt'), at.fsPath('second.txt'));
    await symlink(tmpdir(), at.fsPath('out'));
    await assert.rejects(realOf('second.txt'), /is a link/);
    await assert.rejects(realOf('out/plumb-none/new.txt'), /out is a link/);
  });
});
