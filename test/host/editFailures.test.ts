import assert from 'node:assert/strict';
import { chmod, readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { FileChange } from '../../src/tools/ports.ts';
import {
  apply,
  assertRefused,
  create,
  edits,
  folderToEditIn,
  onlyFile,
  openIn,
  remove,
  update,
} from './editing.ts';
import { type } from './testFolder.ts';

describe('the edit port, where something goes wrong,', () => {
  const at = folderToEditIn();

  it('R24 changes no file if one of three does not fit', async () => {
    for (const file of ['a.txt', 'b.txt', 'c.txt']) await at.write(file, 'one\n');
    const change = await update(at, 'c.txt', 'one', 'two');
    await at.write('c.txt', 'changed\n');
    assertRefused(
      await apply(
        create(at, 'new.txt', 'new'),
        await update(at, 'a.txt', 'one', 'two'),
        await update(at, 'b.txt', 'one', 'two'),
        change,
      ),
      /c\.txt was changed/,
    );
    assert.equal(await at.text('a.txt'), 'one\n');
    assert.equal(await at.text('b.txt'), 'one\n');
    assert.deepEqual((await readdir(at.folder)).sort(), ['a.txt', 'b.txt', 'c.txt']);
  });

  it('R24 takes everything back if the editor breaks off in the middle', async () => {
    await at.write('a.txt', 'one\n');
    await at.write('b.txt', 'one\n');
    const document = await openIn(at, 'a.txt');
    const first = await update(at, 'a.txt', 'one', 'two');
    const second = await update(at, 'b.txt', 'one', 'two');
    // Both places are free when they are looked at, and the first move takes the other's.
    const outcome = await apply(
      create(at, 'new.txt', 'new'),
      { ...first, moveTo: at.at('sub') },
      { ...second, moveTo: at.at('sub/b.txt') },
    );
    assertRefused(outcome, /taken back/);
    assert.deepEqual((await readdir(at.folder)).sort(), ['a.txt', 'b.txt']);
    assert.equal(await at.text('a.txt'), 'one\n');
    assert.equal(await at.text('b.txt'), 'one\n');
    const now = vscode.workspace.textDocuments.filter(({ uri }) => uri.path === document.uri.path);
    assert.deepEqual(
      now.map(each => [each.getText(), each.isDirty]),
      [['one\n', false]],
    );
  });

  it('R45 changes nothing after a stop', async () => {
    await at.write('a.txt', 'one\n');
    const stop = new AbortController();
    const change = await update(at, 'a.txt', 'one', 'two');
    const running = edits.apply([change, create(at, 'b.txt', 'b')], stop.signal);
    stop.abort();
    await assert.rejects(running, { name: 'AbortError' });
    assert.equal(await at.text('a.txt'), 'one\n');
    assert.deepEqual(await readdir(at.folder), ['a.txt']);
  });

  it('R45 takes back what a stop interrupts', async () => {
    for (const file of ['a.txt', 'gone.txt', 'moved.txt']) await at.write(file, 'one\n');
    await at.write('dirty.txt', 'one\n');
    const dirty = await type(at.uri('dirty.txt'), 'un');
    const open = await openIn(at, 'a.txt');
    const stop = new AbortController();
    const changes = [
      await update(at, 'a.txt', 'one', 'two'),
      { ...(await update(at, 'moved.txt', 'one', 'two')), moveTo: at.at('to.txt') },
      await update(at, 'dirty.txt', 'one', 'two'),
      create(at, 'new.txt', 'new'),
      await remove(at, 'gone.txt'),
    ];
    const listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.path === open.uri.path) stop.abort();
    });
    try {
      await assert.rejects(edits.apply(changes, stop.signal), { name: 'AbortError' });
    } finally {
      listener.dispose();
    }
    assert.deepEqual(await readdir(at.folder), ['a.txt', 'dirty.txt', 'gone.txt', 'moved.txt']);
    for (const file of await readdir(at.folder)) assert.equal(await at.text(file), 'one\n');
    assert.deepEqual([open.getText(), open.isDirty], ['one\n', false]);
    assert.deepEqual([dirty.getText(), dirty.isDirty], ['unone\n', true]);
    const moved = await vscode.workspace.openTextDocument(at.uri('moved.txt'));
    assert.deepEqual([moved.getText(), moved.isDirty], ['one\n', false]);
  });

  it('R26 refuses a read-only file by name', async () => {
    await at.write('a.txt', 'one\n');
    await chmod(at.fsPath('a.txt'), 0o444);
    assertRefused(await apply(await update(at, 'a.txt', 'one', 'two')), /a\.txt is read-only/);
    assertRefused(await apply(await remove(at, 'a.txt')), /a\.txt is read-only/);
    assert.equal(await at.text('a.txt'), 'one\n');
  });

  it('R27 tells what a formatter made of the text on saving, and the next edit fits', async () => {
    await at.write('a.txt', 'one\n');
    const participant = vscode.workspace.onWillSaveTextDocument(event => {
      if (event.document.uri.path !== at.uri('a.txt').path) return;
      const end = event.document.positionAt(event.document.getText().length);
      event.waitUntil(Promise.resolve([vscode.TextEdit.insert(end, '// formatted\n')]));
    });
    try {
      const outcome = await apply(await update(at, 'a.txt', 'one', 'two'));
      const { saved, note } = onlyFile(outcome);
      assert.equal(saved, true);
      assert.match(note, /lines 2.*\n\/\/ formatted/);
    } finally {
      participant.dispose();
    }
    assert.equal(await at.text('a.txt'), 'two\n// formatted\n');
    assert.equal((await apply(await update(at, 'a.txt', 'formatted', 'fine'))).applied, true);
    assert.equal(await at.text('a.txt'), 'two\n// fine\n');
  });

  it('R30 R29 R31 refuses what is no text file', async () => {
    const change = (file: string): FileChange => ({
      kind: 'update',
      path: at.at(file),
      baselineHash: '',
      edits: [{ start: 0, end: 0, text: 'x' }],
    });
    await at.write('a.bin', Buffer.from([0, 1, 2, 0]));
    await at.write('a.ipynb', '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}');
    await at.write('folder/a.txt', '');
    assertRefused(await apply(change('a.bin')), /binary/);
    assertRefused(await apply(change('a.ipynb')), /notebook/);
    assertRefused(await apply(change('folder')), /directory/);
    assertRefused(await apply(change('gone.txt')), /does not exist any more/);
  });

  it('refuses two changes of one file', async () => {
    await at.write('a.txt', 'one\n');
    assertRefused(
      await apply(await update(at, 'a.txt', 'one', 'two'), await remove(at, 'a.txt')),
      /a\.txt occurs in two/,
    );
  });
});
