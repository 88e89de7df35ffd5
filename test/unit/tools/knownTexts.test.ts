import assert from 'node:assert/strict';
import { applyEdit } from '../../../src/tools/applyEdit.ts';
import { createFile } from '../../../src/tools/createFile.ts';
import { deleteFile } from '../../../src/tools/deleteFile.ts';
import { moveFile } from '../../../src/tools/moveFile.ts';
import { readFile } from '../../../src/tools/readFile.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { perform, read } from './toolRun.ts';

/** What the model knows of a file: texts, the last one first, and whether their lines count. */
function known(workspace: InMemoryWorkspace, name: string): unknown[] {
  const path = { display: name, uri: `file:///w/app/${name}` };
  return workspace.shown.of(path).map(({ text, numbered }) => [text, numbered]);
}

const edit = (oldText: string, newText: string): Parameters<typeof applyEdit.accept>[0] => ({
  path: 'a.ts',
  oldText,
  newText,
});

function aFile(): InMemoryWorkspace {
  return createInMemoryWorkspace({ files: { 'a.ts': 'one\ntwo\n' } });
}

describe('what the model knows of files', () => {
  it('is what it read, though only a part of it', async () => {
    const workspace = aFile();
    assert.deepEqual(known(workspace, 'a.ts'), []);
    await read(readFile, { path: 'a.ts', endLine: 1 }, workspace);
    assert.deepEqual(known(workspace, 'a.ts'), [['one\ntwo\n', true]]);
  });

  it('goes along with its edits; its line numbers do as long as no line moved', async () => {
    const workspace = aFile();
    await read(readFile, { path: 'a.ts' }, workspace);
    await perform(applyEdit, edit('two', '2'), workspace);
    assert.deepEqual(known(workspace, 'a.ts')[0], ['one\n2\n', true]);
    await perform(applyEdit, edit('one\n', 'a\nb\n'), workspace);
    await perform(applyEdit, edit('2', '3'), workspace);
    assert.deepEqual(known(workspace, 'a.ts')[0], ['a\nb\n3\n', false]);
    await read(readFile, { path: 'a.ts' }, workspace);
    assert.deepEqual(known(workspace, 'a.ts')[0], ['a\nb\n3\n', true]);
  });

  it('R27 is what saving made of its edit, whose line numbers it does not know', async () => {
    const workspace = aFile();
    await read(readFile, { path: 'a.ts' }, workspace);
    workspace.onSave(text => `// formatted\n${text}`);
    await perform(applyEdit, edit('two', '2'), workspace);
    assert.deepEqual(known(workspace, 'a.ts')[0], ['// formatted\none\n2\n', false]);
  });

  it('is what was planned if the host says nothing of the text, but not if something happened to it', async () => {
    for (const [note, expected] of [
      [undefined, ['one\n2\n', true]],
      ['a formatter changed it', ['one\ntwo\n', true]],
    ] as const) {
      const workspace = aFile();
      await read(readFile, { path: 'a.ts' }, workspace);
      const files = [{ path: 'a.ts', saved: true, ...(note === undefined ? {} : { note }) }];
      const context = workspace.context({
        edits: { apply: () => Promise.resolve({ applied: true, files }) },
      });
      const call = applyEdit.accept(edit('two', '2'));
      assert(call.kind === 'effect');
      await call.perform(await call.prepare(context), context);
      assert.deepEqual(known(workspace, 'a.ts')[0], expected);
    }
  });

  it('is the text of a file that it created, and of one that moved under its new name', async () => {
    const workspace = aFile();
    await perform(createFile, { path: 'new.ts', text: 'x\n' }, workspace);
    assert.deepEqual(known(workspace, 'new.ts'), [['x\n', true]]);
    await perform(moveFile, { from: 'new.ts', to: 'moved.ts' }, workspace);
    assert.deepEqual(known(workspace, 'moved.ts'), [['x\n', true]]);
    await perform(deleteFile, { path: 'moved.ts' }, workspace);
    assert.deepEqual(known(workspace, 'moved.ts'), [['x\n', true]]);
  });

  it('has no line numbers of a file that it never read', async () => {
    const workspace = aFile();
    await perform(applyEdit, edit('two', '2'), workspace);
    assert.deepEqual(known(workspace, 'a.ts'), [['one\n2\n', false]]);
  });
});
