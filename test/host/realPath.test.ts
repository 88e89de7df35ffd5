import assert from 'node:assert/strict';
import { realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { PlumbError } from '../../src/base/errors.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { folderForEachTest } from './testFolder.ts';

describe('the path port', () => {
  const paths = createPathPort();
  const at = folderForEachTest();
  let real = '';

  beforeEach(async () => {
    real = await realpath(at.folder);
  });

  const realOf = (file: string) => paths.realUri(at.uri(file).toString());
  const uriOf = (...parts: string[]) => vscode.Uri.file(path.join(...parts)).toString();

  it('names the workspace folders', () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.deepEqual(paths.folders(), [{ name: folder?.name, uri: folder?.uri.toString() }]);
  });

  it('S03 S04 resolves a link to a file and a link on the way', async () => {
    await at.write('folder/a b.txt', '');
    await symlink(at.fsPath('folder'), at.fsPath('link'));
    await symlink(at.fsPath('link/a b.txt'), at.fsPath('second'));
    assert.equal(await realOf('link/a b.txt'), uriOf(real, 'folder/a b.txt'));
    assert.equal(await realOf('second'), uriOf(real, 'folder/a b.txt'));
  });

  it('S05 resolves the part that exists of a path to a new file', async () => {
    await symlink(tmpdir(), at.fsPath('out'));
    const outside = await realpath(tmpdir());
    assert.equal(await realOf('out/plumb-none/new.txt'), uriOf(outside, 'plumb-none/new.txt'));
    assert.equal(await realOf('none/new.txt'), uriOf(real, 'none/new.txt'));
  });

  it('S05 follows a link to what does not exist yet', async () => {
    await symlink('../../plumb-nothing-here', at.fsPath('dangling'));
    const target = path.resolve(real, '../../plumb-nothing-here');
    assert.equal(await realOf('dangling'), uriOf(target));
    assert.equal(await realOf('dangling/new.txt'), uriOf(target, 'new.txt'));
  });

  it('refuses links in a circle', async () => {
    await symlink(at.fsPath('b'), at.fsPath('a'));
    await symlink(at.fsPath('a'), at.fsPath('b'));
    await assert.rejects(realOf('a/new.txt'), PlumbError);
  });

  it('keeps what is below a file in place of a folder', async () => {
    await at.write('a.txt', '');
    assert.equal(await realOf('a.txt/b'), uriOf(real, 'a.txt/b'));
  });

  it('S10 leaves URIs of other file systems as they are', async () => {
    assert.equal(await paths.realUri('vscode-vfs://github/a/b%20c'), 'vscode-vfs://github/a/b%20c');
  });
});
