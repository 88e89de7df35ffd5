import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { createTransactions } from '../../src/host/edits/createTransactions.ts';
import type {
  AppliedTransaction,
  EditOrigin,
  FileRestoration,
} from '../../src/host/edits/transactions.ts';
import {
  AGENT,
  apply,
  assertRefused,
  create,
  folderToEditIn,
  journalFolder,
  onlyFile,
  openIn,
  remove,
  transactions,
  update,
} from './editing.ts';
import { type } from './testFolder.ts';

const REVIEW: EditOrigin = { kind: 'review' };

/** What takes a change set back. */
function inverse({ files }: AppliedTransaction): FileRestoration[] {
  return files.map(({ display, before, after }) => ({ display, expected: after, target: before }));
}

function restore(files: readonly FileRestoration[]) {
  return transactions.restore(files, REVIEW, new AbortController().signal);
}

/** The only change set that is told while something is done. */
async function toldBy(work: () => Promise<unknown>): Promise<AppliedTransaction> {
  const told: AppliedTransaction[] = [];
  const listener = transactions.onDidApply(transaction => told.push(transaction));
  try {
    await work();
  } finally {
    listener.dispose();
  }
  const [only, ...others] = told;
  assert.ok(only);
  assert.deepEqual(others, []);
  return only;
}

describe('transactions', () => {
  const at = folderToEditIn();

  it('tell once, with whole states, before the call resolves', async () => {
    await at.write('a.txt', '\ufeffone\r\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    const told = await toldBy(() => apply(change));
    const uri = at.uri('a.txt').toString();
    assert.deepEqual(told.origin, AGENT);
    assert.deepEqual(told.files, [
      {
        display: `${at.name}/a.txt`,
        before: { uri, text: 'one\r\n', encoding: 'utf8bom' },
        after: { uri, text: 'two\r\n', encoding: 'utf8bom' },
      },
    ]);
    assert.deepEqual((await transactions.history('chat')).at(-1), told);
  });

  it('tell nothing of what was refused, and keep nothing of it', async () => {
    await at.write('a.txt', 'one\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    await at.write('a.txt', 'other\n');
    const listener = transactions.onDidApply(() => assert.fail('nothing was applied'));
    const outcome = await apply(change);
    listener.dispose();
    assert.deepEqual('stale' in outcome && outcome.stale, true);
    assert.deepEqual(await readdir(`${journalFolder}/open`), []);
  });

  it('R27 tell the text that a formatter made on saving, and know that it is not typed', async () => {
    await at.write('a.txt', 'one\n');
    const landing: boolean[] = [];
    const isLanding = () => transactions.isLanding(at.uri('a.txt').toString());
    const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.path === at.uri('a.txt').path && contentChanges.length > 0) {
        landing.push(isLanding());
      }
    });
    const participant = vscode.workspace.onWillSaveTextDocument(event => {
      if (event.document.uri.path !== at.uri('a.txt').path) return;
      const edit = vscode.TextEdit.insert(new vscode.Position(1, 0), '// formatted\n');
      event.waitUntil(Promise.resolve([edit]));
    });
    const change = await update(at, 'a.txt', 'one', 'two');
    try {
      const told = await toldBy(async () => {
        const outcome = await apply(change);
        assert.equal('files' in outcome && outcome.files[0]?.text, 'two\n// formatted\n');
      });
      assert.equal(told.files[0]?.after?.text, 'two\n// formatted\n');
      assert.deepEqual((await transactions.history('chat')).at(-1), told);
    } finally {
      participant.dispose();
    }
    assert.deepEqual(landing, [true, true]);
    assert.equal(isLanding(), false);
    await type(at.uri('a.txt'), 'x');
    assert.deepEqual(landing, [true, true, false]);
    changes.dispose();
  });

  it('R33 give back every byte of a call: changed, created, deleted and moved files', async () => {
    const utf16 = Buffer.from('\ufeffone\r\ntwo', 'utf16le');
    await at.write('a.txt', utf16);
    await at.write('gone.txt', utf16);
    await at.write('moved.txt', '\ufeffone\n');
    await at.write('mixed.txt', 'one\r\ntwo\rthree\n');
    const changes = [
      await update(at, 'a.txt', 'one\r\n', ''),
      create(at, 'new/new.txt', 'new\n'),
      await remove(at, 'gone.txt'),
      { ...(await update(at, 'moved.txt', 'one', '1')), moveTo: at.at('sub/to.txt') },
      { ...(await update(at, 'mixed.txt', 'two', '2')), moveTo: at.at('sub/mixed.txt') },
    ];
    const told = await toldBy(() => apply(...changes));
    assert.deepEqual((await readdir(at.folder)).sort(), ['a.txt', 'new', 'sub']);
    assert.equal(await at.text('sub/mixed.txt'), 'one\r\n2\rthree\n');
    // A new document has no line endings to go by: its own is the system's.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const outcome = await restore(inverse(told));
    assert.equal(outcome.applied, true, JSON.stringify(outcome));
    assert.deepEqual(await at.bytes('a.txt'), utf16);
    assert.deepEqual(await at.bytes('gone.txt'), utf16);
    assert.equal(await at.text('moved.txt'), '\ufeffone\n');
    assert.equal(await at.text('mixed.txt'), 'one\r\ntwo\rthree\n');
    assert.deepEqual(await readdir(at.fsPath('new')), []);
    assert.deepEqual(await readdir(at.fsPath('sub')), []);
  });

  it('R33 set back all or none: one file that was changed since keeps the others as they are', async () => {
    for (const file of ['a.txt', 'b.txt']) await at.write(file, 'one\n');
    const changes = [
      await update(at, 'a.txt', 'one', 'two'),
      await update(at, 'b.txt', 'one', 'two'),
    ];
    const told = await toldBy(() => apply(...changes));
    await at.write('b.txt', 'by the user\n');
    const outcome = await restore(inverse(told));
    assertRefused(outcome, /b\.txt was changed since/);
    assert.equal('stale' in outcome && outcome.stale, true);
    assert.equal(await at.text('a.txt'), 'two\n');
    assert.equal(await at.text('b.txt'), 'by the user\n');
  });

  it('never restore over a file that came to be since', async () => {
    await at.write('gone.txt', 'one\n');
    const removal = await remove(at, 'gone.txt');
    const told = await toldBy(() => apply(removal));
    await at.write('gone.txt', 'new\n');
    assertRefused(await restore(inverse(told)), /gone\.txt exists already/);
    assert.equal(await at.text('gone.txt'), 'new\n');
  });

  it('R01 restore unsaved text and leave it unsaved, with the cursor where it was', async () => {
    await at.write('a.txt', 'one\ntwo\nthree\n');
    const document = await type(at.uri('a.txt'), 'un');
    const change = await update(at, 'a.txt', 'two', '2\n2');
    const told = await toldBy(() => apply(change));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(3, 2, 3, 2);
    const outcome = await restore(inverse(told));
    assert.equal(onlyFile(outcome).saved, false);
    assert.equal(document.getText(), 'unone\ntwo\nthree\n');
    assert.equal(document.isDirty, true);
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [2, 2]);
    assert.equal(await at.text('a.txt'), 'one\ntwo\nthree\n');
  });

  it('R01 bring unsaved text back with the file that was deleted under it', async () => {
    await at.write('a.txt', 'one\n');
    await type(at.uri('a.txt'), 'un');
    const removal = await remove(at, 'a.txt');
    const told = await toldBy(() => apply(removal));
    assert.deepEqual(await readdir(at.folder), []);
    assert.equal((await restore(inverse(told))).applied, true);
    assert.equal(await at.text('a.txt'), 'unone\n');
  });

  it('R04 refuse what another window is changing, until that has ended', async () => {
    await at.write('a.txt', 'one\n');
    const change = await update(at, 'a.txt', 'one', 'two');
    let goOn = (): void => undefined;
    const held = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const first = createTransactions({
      folder: journalFolder,
      logger: nullLogger,
      owner: { host: 'elsewhere', pid: 1, run: 'another window' },
      onStep: step => (step === 'edited' ? held : Promise.resolve()),
    });
    const landed = new Promise<void>(resolve => {
      const listener = vscode.workspace.onDidChangeTextDocument(() => {
        listener.dispose();
        resolve();
      });
    });
    const other = first.portFor(AGENT).apply([change], new AbortController().signal);
    await landed;
    const again = await update(at, 'a.txt', 'two', 'three');
    const outcome = await apply(again);
    assertRefused(outcome, /another window of the editor is changing .*a\.txt/);
    goOn();
    await other;
    assert.equal(await at.text('a.txt'), 'two\n');
    assert.equal((await apply(await update(at, 'a.txt', 'two', 'three'))).applied, true);
    assert.equal(await at.text('a.txt'), 'three\n');
    first.dispose();
  });

  it('R31 never create where an untitled document with that path is being written', async () => {
    const uri = at.uri('new.txt').with({ scheme: 'untitled' });
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), 'mine');
    await vscode.workspace.applyEdit(edit);
    assertRefused(await apply(create(at, 'new.txt', 'x')), /unsaved text in an editor/);
    assert.equal(document.getText(), 'mine');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('R23 refuse a file of 50 MB, and edit a line of nearly 5 MB', async () => {
    await at.write('big.txt', Buffer.alloc(50_000_000, 'x'));
    for (const change of [
      { kind: 'update', path: at.at('big.txt'), baselineHash: '', edits: [] } as const,
      { kind: 'delete', path: at.at('big.txt'), baselineHash: '' } as const,
    ]) {
      assertRefused(await apply(change), /big\.txt has 50000000 bytes/);
    }
    await at.write('long.txt', `one${'x'.repeat(4_900_000)}`);
    assert.equal((await apply(await update(at, 'long.txt', 'one', 'two'))).applied, true);
    assert.equal(await at.text('long.txt'), `two${'x'.repeat(4_900_000)}`);
  });

  it('R06 write a file of mixed line endings once more right after, whatever the editor has loaded', async () => {
    await at.write('mixed.txt', 'one\r\ntwo\n');
    for (const [from, to] of [
      ['one', '1'],
      ['1', '11'],
      ['two', '2'],
    ] as const) {
      const outcome = await apply(await update(at, 'mixed.txt', from, to));
      assert.equal(outcome.applied, true, JSON.stringify(outcome));
    }
    assert.equal(await at.text('mixed.txt'), '11\r\n2\n');
    const document = await openIn(at, 'mixed.txt');
    assert.match(document.getText(), /^11\r?\n2\r?\n$/);
  });
});
