import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, assertRefused, create, folderToEditIn, openIn, remove, update } from './editing.ts';

describe('the bytes that the edit port leaves', () => {
  const at = folderToEditIn();

  it('R05 R13 R14 R15 keeps line endings, trailing spaces, tabs and a missing last one', async () => {
    await at.write('a.txt', 'one  \r\n\ttwo\t\r\n    three');
    await apply(await update(at, 'a.txt', 'two', 'a \n\tb'));
    assert.equal(await at.text('a.txt'), 'one  \r\n\ta \r\n\tb\t\r\n    three');
  });

  it('R06 R07 keeps every byte outside of the edit where line endings are mixed or CR alone', async () => {
    for (const [file, content, expected] of [
      ['mixed.txt', 'one\r\ntwo\nthree\r\n', 'one\r\n2\n2b\nthree\r\n'],
      ['cr.txt', '\ufeffone\rtwo\rthree\r', '\ufeffone\r2\n2b\rthree\r'],
    ] as const) {
      await at.write(file, content);
      const change = await update(at, file, 'two', '2\n2b');
      assert.equal((await apply(change)).applied, true);
      assert.equal(await at.text(file), expected);
    }
  });

  it('R06 refuses by name a file with mixed line endings that an editor shows', async () => {
    await at.write('mixed.txt', 'one\r\ntwo\nthree\r\n');
    await openIn(at, 'mixed.txt');
    assertRefused(
      await apply(await update(at, 'mixed.txt', 'one', 'x')),
      /mixed\.txt has mixed line endings and is open in an editor.*close it/,
    );
    assert.equal(await at.text('mixed.txt'), 'one\r\ntwo\nthree\r\n');
  });

  it('R06 edits the right lines where the file was shown when it was read and is not any more', async () => {
    const mixed = 'one\r\ntwo\nthree\rfour\n';
    await at.write('mixed.txt', mixed);
    await openIn(at, 'mixed.txt');
    const change = await update(at, 'mixed.txt', 'three', '3');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const outcome = await apply(change);
    assert.equal(outcome.applied, true, JSON.stringify(outcome));
    assert.equal(await at.text('mixed.txt'), mixed.replace('three', '3'));
  });

  it('R12 refuses by name what is not valid in its encoding', async () => {
    for (const [file, content] of [
      ['invalid.txt', Buffer.from('one\xff\n', 'latin1')],
      ['nobom.txt', Buffer.from('one and more\n', 'utf16le')],
    ] as const) {
      await at.write(file, content);
      for (const change of [await update(at, file, 'one', 'x'), await remove(at, file)]) {
        assertRefused(await apply(change), new RegExp(`${file} has bytes that are not valid`));
      }
      assert.deepEqual(await at.bytes(file), content);
    }
  });

  it('R08 R09 keeps byte order marks and UTF-16', async () => {
    const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
    await at.write('utf8.txt', '\ufeffé\n');
    await at.write('le.txt', Buffer.from('\ufeffé\n', 'utf16le'));
    await at.write('be.txt', swapped('\ufeffé\n'));
    for (const file of ['utf8.txt', 'le.txt', 'be.txt']) {
      assert.equal((await apply(await update(at, file, 'é', 'ü😀'))).applied, true);
    }
    assert.deepEqual(await at.bytes('utf8.txt'), Buffer.from('\ufeffü😀\n'));
    assert.deepEqual(await at.bytes('le.txt'), Buffer.from('\ufeffü😀\n', 'utf16le'));
    assert.deepEqual(await at.bytes('be.txt'), swapped('\ufeffü😀\n'));
  });

  it('R10 R11 keeps a one-byte encoding and refuses by name a character that it lacks', async () => {
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('encoding', 'windows1252', vscode.ConfigurationTarget.Workspace);
    try {
      await at.write('a.txt', Buffer.from('caf\xe9\n', 'latin1'));
      assertRefused(
        await apply(await update(at, 'a.txt', 'café', 'fünf €→\n')),
        /"→" \(U\+2192\).*a\.txt/,
      );
      assertRefused(await apply(create(at, 'new.txt', 'a→b')), /"→" \(U\+2192\).*new\.txt/);
      assert.equal((await apply(await update(at, 'a.txt', 'café', 'fünf €'))).applied, true);
      assert.deepEqual(await at.bytes('a.txt'), Buffer.from('f\xfcnf \x80\n', 'latin1'));
    } finally {
      await settings.update('encoding', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('R11 refuses half a character', async () => {
    await at.write('a.txt', 'one\n');
    assertRefused(await apply(await update(at, 'a.txt', 'one', 'a\ud83d')), /U\+D83D/);
    assert.equal(await at.text('a.txt'), 'one\n');
  });

  it('R16 takes replacement text literally', async () => {
    await at.write('a.txt', 'one\n');
    const text = '$& $1 \\n `x` ${y} \\u{1}';
    await apply(await update(at, 'a.txt', 'one', text));
    assert.equal(await at.text('a.txt'), `${text}\n`);
  });

  it('makes several edits of one file at once, in any order', async () => {
    await at.write('a.txt', 'abc\n');
    const change = await update(at, 'a.txt', 'b', 'B');
    await apply({
      ...change,
      edits: [
        { start: 3, end: 3, text: '!' },
        { start: 0, end: 1, text: 'AA' },
        { start: 1, end: 2, text: '' },
      ],
    });
    assert.equal(await at.text('a.txt'), 'AAc!\n');
  });

  it('R05 refuses an edit that would cut a line ending in two', async () => {
    await at.write('a.txt', 'one\r\ntwo\r\n');
    const change = await update(at, 'a.txt', 'one', '');
    assertRefused(
      await apply({ ...change, edits: [{ start: 0, end: 4, text: '' }] }),
      /within a line ending/,
    );
  });
});
