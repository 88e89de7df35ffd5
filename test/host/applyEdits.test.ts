import assert from 'node:assert/strict';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { sha256 } from '../../src/base/hash.ts';
import { until } from '../support/until.ts';
import {
  apply,
  assertRefused,
  create,
  folderToEditIn,
  onlyFile,
  openIn,
  remove,
  update,
} from './editing.ts';
import { type } from './testFolder.ts';

describe('the edit port', () => {
  const at = folderToEditIn();

  it('changes and saves a file that was saved, and shows the new text in its editor', async () => {
    await at.write('a.txt', 'one\ntwo\n');
    const document = await openIn(at, 'a.txt');
    const outcome = await apply(await update(at, 'a.txt', 'two', 'three'));
    assert.deepEqual(outcome, {
      applied: true,
      files: [{ path: `${at.name}/a.txt`, saved: true, text: 'one\nthree\n' }],
    });
    assert.equal(await at.text('a.txt'), 'one\nthree\n');
    assert.equal(document.getText(), 'one\nthree\n');
    assert.equal(document.isDirty, false);
  });

  it('R01 bases the edit on unsaved text, leaves it unsaved and says so', async () => {
    await at.write('a.txt', 'one\ntwo\n');
    const document = await type(at.uri('a.txt'), 'zero\n');
    const outcome = await apply(await update(at, 'a.txt', 'two', 'three'));
    assert.equal(document.getText(), 'zero\none\nthree\n');
    assert.equal(document.isDirty, true);
    assert.equal(await at.text('a.txt'), 'one\ntwo\n');
    const { saved, note } = onlyFile(outcome);
    assert.equal(saved, false);
    assert.match(note, /disk does not have the change/);
  });

  it('R01 edits the document that the user sees where it is open under the name of a link', async () => {
    await at.write('real.txt', 'one\n');
    await symlink(at.fsPath('real.txt'), at.fsPath('link.txt'));
    const document = await openIn(at, 'link.txt');
    await apply(await update(at, 'real.txt', 'one', 'two'));
    assert.equal(document.getText(), 'two\n');
    assert.equal(await at.text('real.txt'), 'two\n');
  });

  it('R02 refuses once the user has typed since the text was read', async () => {
    await at.write('a.txt', 'one\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    const document = await type(at.uri('a.txt'), 'x');
    assertRefused(await apply(change), /a\.txt was changed .*Read it again/);
    assert.equal(document.getText(), 'xone\n');
  });

  it('R03 R04 refuses once the file was changed on the disk, by another window for one', async () => {
    await at.write('a.txt', 'one\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    await at.write('a.txt', 'other\n');
    assertRefused(await apply(change), /a\.txt was changed .*Read it again/);
    assert.equal(await at.text('a.txt'), 'other\n');
  });

  it('R03 edits what is on the disk now, also right after a command wrote it', async () => {
    await at.write('a.txt', 'one\n');
    const document = await openIn(at, 'a.txt');
    await at.write('a.txt', 'one and\n');
    const outcome = await apply(await update(at, 'a.txt', 'and', 'two'));
    assert.equal(outcome.applied, true);
    assert.equal(await at.text('a.txt'), 'one two\n');
    assert.equal(document.getText(), 'one two\n');
  });

  it('creates files in new folders and deletes others', async () => {
    await at.write('old.txt', 'old\n');
    const outcome = await apply(create(at, 'new/folder/a.txt', 'a\n'), await remove(at, 'old.txt'));
    assert.equal(outcome.applied, true);
    assert.equal(await at.text('new/folder/a.txt'), 'a\n');
    assert.deepEqual(await readdir(at.folder), ['new']);
  });

  it('R19 never creates over what is there', async () => {
    await at.write('a.txt', 'mine\n');
    await mkdir(at.fsPath('folder'));
    assertRefused(await apply(create(at, 'a.txt', 'x')), /a\.txt exists already/);
    assertRefused(await apply(create(at, 'folder', 'x')), /is a directory/);
    assertRefused(await apply(create(at, 'a.txt/b.txt', 'x')), /a\.txt is a file/);
    assert.equal(await at.text('a.txt'), 'mine\n');
  });

  it('R20 R21 moves and edits a file in one, but never onto another', async () => {
    await at.write('a.txt', 'one\n');
    await at.write('taken.txt', 'mine\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    assertRefused(await apply({ ...change, moveTo: at.at('taken.txt') }), /taken\.txt exists/);
    const outcome = await apply({ ...change, moveTo: at.at('sub/b.txt') });
    assert.deepEqual(outcome, {
      applied: true,
      files: [{ path: `${at.name}/sub/b.txt`, saved: true, text: 'two\n' }],
    });
    assert.equal(await at.text('sub/b.txt'), 'two\n');
    assert.equal(await at.text('taken.txt'), 'mine\n');
    assert.deepEqual((await readdir(at.folder)).sort(), ['sub', 'taken.txt']);
  });

  it('R21 moves a file without changing it', async () => {
    await at.write('a.txt', 'one\n');
    const change = await update(at, 'a.txt', 'one', '');
    const outcome = await apply({ ...change, edits: [], moveTo: at.at('b.txt') });
    assert.equal(outcome.applied, true);
    assert.deepEqual(await readdir(at.folder), ['b.txt']);
    assert.equal(await at.text('b.txt'), 'one\n');
  });

  it('R33 takes back the whole call with one undo, creations and deletions too', async () => {
    await at.write('a.txt', Buffer.from('\ufeffone\r\n', 'utf16le'));
    await at.write('b.txt', '\ufeffone\n');
    await at.write('moved.txt', 'one\n');
    await at.write('gone.txt', 'gone\n');
    const before = await at.bytes('a.txt');
    const document = await openIn(at, 'a.txt');
    const moved = await update(at, 'moved.txt', 'one', 'two');
    const outcome = await apply(
      create(at, 'new.txt', 'new\n'),
      await update(at, 'a.txt', 'one', 'two'),
      await update(at, 'b.txt', 'one', 'two'),
      { ...moved, moveTo: at.at('moved/to.txt') },
      await remove(at, 'gone.txt'),
    );
    assert.equal(outcome.applied, true);
    assert.deepEqual((await readdir(at.folder)).sort(), ['a.txt', 'b.txt', 'moved', 'new.txt']);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    // The command returns before VS Code has gone through all files.
    await until('everything is undone', async () => {
      await vscode.workspace.saveAll();
      const names = await readdir(at.folder);
      if (!names.includes('moved.txt') || !names.includes('gone.txt')) return false;
      const texts = [await at.text('b.txt'), await at.text('moved.txt')];
      texts.push((await at.bytes('a.txt')).toString('utf16le'));
      return !texts.some(text => text.includes('two'));
    });
    assert.deepEqual(await at.bytes('a.txt'), before);
    assert.equal(await at.text('b.txt'), '\ufeffone\n');
    assert.equal(await at.text('moved.txt'), 'one\n');
    assert.equal(await at.text('gone.txt'), 'gone\n');
    assert.deepEqual((await readdir(at.folder)).sort(), [
      ...['a.txt', 'b.txt', 'gone.txt', 'moved', 'moved.txt'],
    ]);
    assert.deepEqual(await readdir(at.fsPath('moved')), []);
  });

  it('takes the hash of the text as the user sees it', async () => {
    await at.write('a.txt', '\ufeffone\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    assert.equal(change.baselineHash, await sha256('one\n'));
  });
});
