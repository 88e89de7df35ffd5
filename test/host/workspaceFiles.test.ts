import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { PlumbError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { folderForEachTest, setAutoSave, type } from './testFolder.ts';

describe('the files port', () => {
  const files = createFilesPort();
  const at = folderForEachTest();

  before(() => setAutoSave('off'));
  after(() => setAutoSave(undefined));

  const refused = (file: string, why: RegExp) =>
    assert.rejects(files.read(at.at(file)), (error: unknown) => {
      assert.ok(error instanceof PlumbError, String(error));
      assert.match(error.message, why);
      return true;
    });

  it('reads text with its hash', async () => {
    await at.write('a.txt', 'héllo\n');
    assert.deepEqual(await files.read(at.at('a.txt')), {
      text: 'héllo\n',
      hash: await sha256('héllo\n'),
      dirty: false,
    });
  });

  it('R01 reads unsaved text where there is some', async () => {
    await at.write('a.txt', 'saved\n');
    await type(at.uri('a.txt'), 'not ');
    const { text, dirty } = await files.read(at.at('a.txt'));
    assert.deepEqual([text, dirty], ['not saved\n', true]);
  });

  it('R01 finds unsaved text of a file that is open under the name of a link', async () => {
    await at.write('real.txt', 'saved\n');
    await symlink(at.fsPath('real.txt'), at.fsPath('link.txt'));
    await type(at.uri('link.txt'), 'not ');
    assert.equal((await files.read(at.at('real.txt'))).text, 'not saved\n');
  });

  it('R03 reads what was written to the disk, even before an open editor has loaded it', async () => {
    await at.write('a.txt', 'old\n');
    const document = await vscode.workspace.openTextDocument(at.uri('a.txt'));
    await at.write('a.txt', 'new\n');
    assert.equal((await files.read(at.at('a.txt'))).text, 'new\n');
    assert.equal(document.isDirty, false);
  });

  it('R08 R09 reads UTF-8 and UTF-16 with their byte order marks', async () => {
    await at.write('utf8.txt', Buffer.from('\ufeffé\n', 'utf8'));
    await at.write('le.txt', Buffer.from('\ufeffé\n', 'utf16le'));
    await at.write('be.txt', Buffer.from('\ufeffé\n', 'utf16le').swap16());
    for (const file of ['utf8.txt', 'le.txt', 'be.txt']) {
      assert.equal((await files.read(at.at(file))).text, 'é\n');
    }
  });

  it('R10 reads in the encoding that the settings name', async () => {
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('encoding', 'windows1252', vscode.ConfigurationTarget.Workspace);
    try {
      await at.write('a.txt', Buffer.from('caf\xe9 \x80\n', 'latin1'));
      assert.equal((await files.read(at.at('a.txt'))).text, 'café €\n');
    } finally {
      await settings.update('encoding', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('R06 R07 gives line endings as the editor shows them, and as they are where none does', async () => {
    for (const [file, content] of [
      ['crlf.txt', 'a\r\nb\r\n'],
      ['mixed.txt', 'a\r\nb\nc\r\n'],
      ['even.txt', 'a\r\nb\n'],
      ['cr.txt', 'a\rb\r'],
    ] as const) {
      await at.write(file, content);
      const document = await vscode.workspace.openTextDocument(at.uri(file));
      assert.equal((await files.read(at.at(file))).text, content, file);
      await vscode.window.showTextDocument(document, { preview: false });
      assert.equal((await files.read(at.at(file))).text, document.getText(), file);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('R30 refuses binary files', async () => {
    await at.write('early.bin', Buffer.from([1, 0, 2, 3, 0, 0, 0]));
    await refused('early.bin', /early\.bin is a binary file/);
    await at.write('late.bin', `${'x'.repeat(2_000)}\0`);
    await refused('late.bin', /late\.bin is a binary file/);
  });

  it('R23 refuses a file of 50 MB without loading it', async () => {
    await at.write('big.txt', Buffer.alloc(50_000_000, 'x'));
    await refused('big.txt', /50000000 bytes/);
    assert.equal(await files.size(at.at('big.txt')), 50_000_000);
    const loaded = vscode.workspace.textDocuments.map(document => document.uri.fsPath);
    assert.equal(loaded.includes(at.fsPath('big.txt')), false);
  });

  it('R29 refuses notebooks', async () => {
    await at.write('a.ipynb', '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}');
    await refused('a.ipynb', /notebook/);
  });

  it('R31 says what is wrong with a path that is no file', async () => {
    await at.write('folder/a.txt', '');
    await refused('missing.txt', /does not exist/);
    await refused('folder', /is a directory/);
  });

  it('tells files, directories and what is missing apart, through links too', async () => {
    await at.write('folder/a.txt', '');
    await symlink(at.fsPath('folder'), at.fsPath('link'));
    const kinds = ['folder', 'folder/a.txt', 'link', 'link/a.txt', 'missing', 'folder/a.txt/b'].map(
      file => files.kind(at.at(file)),
    );
    assert.deepEqual(await Promise.all(kinds), [
      'directory',
      'file',
      'directory',
      'file',
      'missing',
      'missing',
    ]);
  });

  it('lists a directory', async () => {
    await at.write('b/a.txt', '');
    await at.write('c.txt', '');
    await at.write('.hidden', '');
    const entries = await files.list({
      display: at.name,
      uri: vscode.Uri.file(at.folder).toString(),
    });
    assert.deepEqual(
      entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      [
        { name: '.hidden', kind: 'file' },
        { name: 'b', kind: 'directory' },
        { name: 'c.txt', kind: 'file' },
      ],
    );
  });
});
