import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { createTransactions } from '../../src/host/edits/createTransactions.ts';
import type { AppliedTransaction } from '../../src/host/edits/transactions.ts';
import { createReview } from '../../src/host/review/createReview.ts';
import type { Review, ReviewFile } from '../../src/host/review/review.ts';
import { watchEditor } from '../../src/host/review/watchEditor.ts';
import {
  AGENT,
  apply,
  create,
  folderToEditIn,
  openIn,
  remove,
  transactions,
  update,
} from './editing.ts';

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('reviewing what the agent did', () => {
  const at = folderToEditIn();
  let folder = '';
  let review: Review | undefined;

  const reviewing = (): Review => {
    assert.ok(review);
    return review;
  };
  const fileOf = (file: string): ReviewFile => {
    const found = reviewing().file(at.uri(file).toString());
    assert.ok(found, `${file} is under review`);
    return found;
  };
  const hunk = (file: string, index: number): [string, string] => [
    at.uri(file).toString(),
    fileOf(file).hunks.at(index)?.id ?? '',
  ];
  const start = async (finished: readonly AppliedTransaction[] = []): Promise<void> => {
    review = await createReview({
      transactions,
      editor: watchEditor(),
      folder,
      logger: nullLogger,
      finished,
    });
  };
  const stop = async (): Promise<void> => {
    review?.dispose();
    await review?.flush();
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-reviewed-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps one hunk and undoes another of three while the agent goes on, also after a reload', async () => {
    const original = '\ufeffone\r\ntwo\r\nthree\r\nfour\r\nfive';
    await at.write('a.txt', original);
    for (const [from, to] of [
      ['one', 'ONE'],
      ['three', 'THREE'],
      ['five', 'FIVE'],
    ] as const) {
      assert.equal((await apply(await update(at, 'a.txt', from, to))).applied, true);
    }
    assert.equal(fileOf('a.txt').hunks.length, 3);
    await reviewing().undoHunk(...hunk('a.txt', 1));
    assert.equal(await at.text('a.txt'), original.replace('one', 'ONE').replace('five', 'FIVE'));
    await reviewing().keepHunk(...hunk('a.txt', 0));
    await apply(await update(at, 'a.txt', 'four', 'FOUR'), create(at, 'new.txt', 'new\n'));
    await stop();
    await start();
    await reviewing().undoAll();
    assert.equal(await at.text('a.txt'), original.replace('one', 'ONE'));
    assert.deepEqual(reviewing().files, []);
    await assert.rejects(at.bytes('new.txt'), /ENOENT/);
    assert.deepEqual(
      reviewing()
        .takeUndone('chat')
        .flatMap(({ rows }) => rows),
      ['-THREE', '+three', '-FOUR', '-FIVE', '+four', '+five', '-new'],
    );
  });

  it('R33 returns every byte after everything is undone: encodings, line endings, places', async () => {
    const files: Record<string, Buffer> = {
      'crlf.txt': Buffer.from('one\r\ntwo\r\n'),
      'bom.txt': Buffer.from('\ufeffone\n'),
      'utf16.txt': utf16('one\r\n'),
      'mixed.txt': Buffer.from('one\r\ntwo\nthree\r\n'),
      'deleted.txt': utf16('one'),
      'moved.txt': Buffer.from('one, no newline'),
    };
    for (const [file, bytes] of Object.entries(files)) await at.write(file, bytes);
    const edits = await Promise.all(
      ['crlf.txt', 'bom.txt', 'utf16.txt', 'mixed.txt', 'moved.txt'].map(async file => ({
        ...(await update(at, file, 'one', 'ONE\nand more')),
        ...(file === 'moved.txt' ? { moveTo: at.at('there.txt') } : {}),
      })),
    );
    const outcome = await apply(...edits, await remove(at, 'deleted.txt'));
    assert.equal(outcome.applied, true);
    assert.equal(reviewing().files.length, 6);
    await reviewing().undoAll();
    for (const [file, bytes] of Object.entries(files)) {
      assert.deepEqual(await at.bytes(file), bytes, file);
    }
    await assert.rejects(at.bytes('there.txt'), /ENOENT/);
    assert.deepEqual(reviewing().files, []);
  });

  it('R25 has what was finished of a change set that a kill had left open', async () => {
    await at.write('a.txt', 'one\ntwo\nthree\n');
    await apply(await update(at, 'a.txt', 'one', 'ONE'));
    await stop();
    const journal = await mkdtemp(path.join(tmpdir(), 'plumb-killed-'));
    let landed = (): void => undefined;
    const there = new Promise<void>(resolve => {
      landed = resolve;
    });
    const killed = createTransactions({
      folder: journal,
      logger: nullLogger,
      onStep: step => {
        if (step !== 'landed') return Promise.resolve();
        landed();
        return new Promise(() => undefined);
      },
    });
    const change = await update(at, 'a.txt', 'three', 'THREE');
    void killed.portFor(AGENT).apply([change], new AbortController().signal);
    await there;
    killed.dispose();
    const next = createTransactions({ folder: journal, logger: nullLogger });
    const finished: AppliedTransaction[] = [];
    next.onDidApply(transaction => finished.push(transaction));
    assert.equal((await next.recover())[0]?.outcome, 'finished');
    await start(finished);
    assert.equal(fileOf('a.txt').baseline, 'one\ntwo\nthree\n');
    assert.deepEqual(
      fileOf('a.txt').hunks.map(({ from, to }) => [from, to]),
      [
        [0, 1],
        [2, 3],
      ],
    );
    await reviewing().undoAll();
    assert.equal(await at.text('a.txt'), 'one\ntwo\nthree\n');
    next.dispose();
    await rm(journal, { recursive: true, force: true });
  });

  it('R01 follows the typing of the user, and leaves it unsaved when a hunk is undone', async () => {
    await at.write('a.txt', 'one\ntwo\nthree\n');
    await apply(await update(at, 'a.txt', 'two', 'TWO'));
    const document = await openIn(at, 'a.txt');
    const typing = new vscode.WorkspaceEdit();
    typing.insert(document.uri, new vscode.Position(0, 0), 'typed\n');
    await vscode.workspace.applyEdit(typing);
    assert.deepEqual(
      fileOf('a.txt').hunks.map(({ from, to }) => [from, to]),
      [[2, 3]],
    );
    assert.equal(fileOf('a.txt').baseline, 'typed\none\ntwo\nthree\n');
    await reviewing().undoFile(document.uri.toString());
    assert.equal(document.getText(), 'typed\none\ntwo\nthree\n');
    assert.equal(document.isDirty, true);
    assert.equal(await at.text('a.txt'), 'one\nTWO\nthree\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('follows the editor’s own undo, a rename and what another program writes', async () => {
    await at.write('a.txt', 'one\ntwo\nthree\n');
    await at.write('b.txt', 'one\ntwo\n');
    // Of one call, the editor's undo would take back both files.
    await apply(await update(at, 'b.txt', 'two', 'TWO'));
    await apply(await update(at, 'a.txt', 'two\n', ''));
    await openIn(at, 'a.txt');
    await vscode.commands.executeCommand('undo');
    assert.equal(reviewing().file(at.uri('a.txt').toString()), undefined);
    const renaming = new vscode.WorkspaceEdit();
    renaming.renameFile(at.uri('b.txt'), at.uri('c.txt'));
    const renamed = new Promise<void>(resolve => {
      const listener = vscode.workspace.onDidRenameFiles(() => {
        listener.dispose();
        resolve();
      });
    });
    await vscode.workspace.applyEdit(renaming);
    await renamed;
    assert.equal(fileOf('c.txt').display, `${at.name}/c.txt`);
    await at.write('c.txt', 'zero\none\nTWO\n');
    await reviewing().undoFile(at.uri('c.txt').toString());
    assert.equal(await at.text('c.txt'), 'zero\none\ntwo\n');
  });
});
