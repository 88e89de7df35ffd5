import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/base/ids.ts';
import { DisposableStore } from '../../src/base/disposable.ts';
import { PlumbError } from '../../src/base/errors.ts';
import { createReviewCommands } from '../../src/host/review/reviewCommands.ts';
import { quickDiffOf } from '../../src/host/review/reviewControl.ts';
import { statusText } from '../../src/host/review/reviewStatus.ts';
import { createReviewUi } from '../../src/host/review/reviewUi.ts';
import { until } from '../support/until.ts';
import { folderToEditIn, openIn } from './editing.ts';
import { fakeReview, hunk, reviewFile, type FakeReview } from './fakeReview.ts';

const BEFORE = 'one\ntwo\nthree\nfour\nfive\n';
/** Line 0 changed, two lines added at 2, and `four` removed before 5. */
const AFTER = 'ONE\ntwo\nnew\nnewer\nthree\nfive\n';
const HUNKS = [
  hunk('first', [0, 1], [0, 1]),
  hunk('second', [2, 4], [2, 2]),
  hunk('third', [5, 5], [3, 4]),
];

describe('the review in the editor', () => {
  const at = folderToEditIn();
  let review: FakeReview;
  let store: DisposableStore;

  beforeEach(() => {
    review = fakeReview();
    store = new DisposableStore();
    store.add(createReviewUi({ review }));
  });
  afterEach(() => {
    store.dispose();
  });

  /** A real file with three hunks, open in an editor. */
  async function threeHunks(file = 'a.ts'): Promise<vscode.TextDocument> {
    await at.write(file, AFTER);
    const document = await openIn(at, file);
    review.set(reviewFile(at.uri(file).toString(), HUNKS, { baseline: BEFORE }));
    return document;
  }
  const run = (command: keyof ReturnType<typeof createReviewCommands>, ...args: unknown[]) =>
    createReviewCommands(review)[command](args);
  const put = (line: number, to = line): void => {
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(line, 0, to, 0);
  };
  const cursor = (): string => {
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const { document, selection } = editor;
    return `${document.uri.path.split('/').at(-1) ?? ''}:${selection.active.line}`;
  };
  const baselineOf = async (uri: vscode.Uri): Promise<vscode.Uri | undefined> => {
    const cancel = new vscode.CancellationTokenSource();
    store.add(cancel);
    const found = await quickDiffOf(review).provideOriginalResource?.(uri, cancel.token);
    return found ?? undefined;
  };
  const lenses = async (uri: vscode.Uri): Promise<vscode.Command[][]> => {
    const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    const byLine: vscode.Command[][] = [];
    for (const { range, command } of all) {
      if (command?.command.startsWith('plumb.') !== true) continue;
      (byLine[range.start.line] ??= []).push(command);
    }
    return byLine;
  };

  it('gives the quick diff the baseline of files under review, in their language, and no other', async () => {
    const document = await threeHunks();
    const uri = await baselineOf(document.uri);
    assert.ok(uri);
    const baseline = await vscode.workspace.openTextDocument(uri);
    assert.equal(baseline.getText(), BEFORE);
    assert.equal(baseline.languageId, 'typescript');
    await at.write('b.ts', 'b\n');
    assert.equal(await baselineOf(at.uri('b.ts')), undefined);
  });

  it('moves the baseline along when a hunk was kept, and shows no difference once all are', async () => {
    const document = await threeHunks();
    const uri = await baselineOf(document.uri);
    assert.ok(uri);
    const baseline = await vscode.workspace.openTextDocument(uri);
    const kept = BEFORE.replace('one', 'ONE');
    review.set(reviewFile(document.uri.toString(), HUNKS.slice(1), { baseline: kept }));
    await until('the baseline has the kept hunk', () => baseline.getText() === kept);
    review.set();
    await until('nothing differs', () => baseline.getText() === AFTER);
  });

  it('has Keep, Undo, the count and the ways on above each hunk', async () => {
    const document = await threeHunks();
    const found = await lenses(document.uri);
    assert.deepEqual(Object.keys(found), ['0', '2', '5']);
    assert.deepEqual(
      found[2]?.map(({ title }) => title),
      ['Keep', 'Undo', '2 of 3', 'Previous', 'Next'],
    );
  });

  it('keeps and undoes the hunk whose lens was clicked, and goes on from it', async () => {
    const document = await threeHunks();
    const [keep, undo, , previous, next] = (await lenses(document.uri))[2] ?? [];
    assert.ok(keep && undo && previous && next);
    assert.equal(keep.command, COMMANDS.keepHunk);
    assert.equal(undo.command, COMMANDS.undoHunk);
    await run(COMMANDS.keepHunk, ...argumentsOf(keep));
    await run(COMMANDS.undoHunk, ...argumentsOf(undo));
    assert.deepEqual(review.calls, ['keepHunk a.ts second', 'undoHunk a.ts second']);
    put(0);
    await run(COMMANDS.nextHunk, ...argumentsOf(next));
    assert.equal(cursor(), 'a.ts:4');
    await run(COMMANDS.previousHunk, ...argumentsOf(previous));
    assert.equal(cursor(), 'a.ts:0');
  });

  it('follows typing: the lenses are where the hunks are now', async () => {
    const document = await threeHunks();
    const moved = HUNKS.map(one => ({ ...one, from: one.from + 1, to: one.to + 1 }));
    review.set(reviewFile(document.uri.toString(), moved, { baseline: BEFORE }));
    assert.deepEqual(Object.keys(await lenses(document.uri)), ['1', '3', '6']);
  });

  it('has lenses at the top of a new file without a line', async () => {
    await at.write('new.ts', '');
    await openIn(at, 'new.ts');
    review.set(reviewFile(at.uri('new.ts').toString(), [], { change: 'create' }));
    const found = await lenses(at.uri('new.ts'));
    assert.deepEqual(
      found[0]?.map(({ title, command }) => `${title} ${command}`),
      [`Keep ${COMMANDS.keepFile}`, `Undo ${COMMANDS.undoFile}`],
    );
  });

  it('takes the change that the peek shows for the hunk it is', async () => {
    const { uri } = await threeHunks();
    const changes = [
      lineChange([1, 1], [1, 1]),
      lineChange([2, 0], [3, 4]),
      lineChange([4, 4], [5, 0]),
    ];
    for (const index of [2, 0, 1]) await run(COMMANDS.undoHunk, uri, changes, index);
    await run(COMMANDS.keepHunk, uri, changes, 1);
    assert.deepEqual(review.calls, [
      'undoHunk a.ts third',
      'undoHunk a.ts first',
      'undoHunk a.ts second',
      'keepHunk a.ts second',
    ]);
  });

  it('undoes all hunks that the peek shows as one change', async () => {
    const { uri } = await threeHunks();
    await run(COMMANDS.undoHunk, uri, [lineChange([1, 5], [1, 4])], 0);
    assert.deepEqual(review.calls, [
      'undoHunk a.ts first',
      'undoHunk a.ts second',
      'undoHunk a.ts third',
    ]);
  });

  it('keeps and undoes at the cursor and over a selection', async () => {
    await threeHunks();
    put(3);
    await run(COMMANDS.keepHunk);
    put(4);
    await run(COMMANDS.undoHunk);
    put(0, 2);
    await run(COMMANDS.keepHunk);
    assert.deepEqual(review.calls, [
      'keepHunk a.ts second',
      'undoHunk a.ts third',
      'keepHunk a.ts first',
      'keepHunk a.ts second',
    ]);
  });

  it('takes the line of the menu at the line numbers, not that of the cursor', async () => {
    const { uri } = await threeHunks();
    put(0);
    await run(COMMANDS.undoHunk, { uri, lineNumber: 4 });
    assert.deepEqual(review.calls, ['undoHunk a.ts second']);
  });

  it('says that there is no change at the cursor, and offers the next', async () => {
    await threeHunks();
    put(1);
    await assert.rejects(run(COMMANDS.undoHunk), (error: unknown) => {
      assert.ok(error instanceof PlumbError);
      assert.match(error.message, /no change by Plumb here/);
      assert.equal(error.action?.command, COMMANDS.nextHunk);
      return true;
    });
    assert.deepEqual(review.calls, []);
  });

  it('decides on whole files from the editor, from rows of Source Control and of the view', async () => {
    const { uri } = await threeHunks();
    await run(COMMANDS.keepFile);
    await run(COMMANDS.undoFile, uri, { groupId: 1, editorIndex: 0 });
    await run(COMMANDS.undoFile, { resourceUri: uri }, { resourceUri: uri });
    await run(COMMANDS.keepFile, { uri: uri.toString() });
    assert.deepEqual(review.calls, [
      'keepFile a.ts',
      'undoFile a.ts',
      'undoFile a.ts',
      'keepFile a.ts',
    ]);
  });

  it('goes through the changes of all files, and round again, and says where it is', async () => {
    await at.write('b.ts', AFTER);
    await threeHunks();
    review.set(
      reviewFile(at.uri('a.ts').toString(), HUNKS, { baseline: BEFORE }),
      reviewFile(at.uri('b.ts').toString(), HUNKS.slice(0, 1), { baseline: BEFORE }),
    );
    put(1);
    const seen: string[] = [];
    for (let step = 0; step < 4; step++) {
      await run(COMMANDS.nextHunk);
      seen.push(`${cursor()} ${statusText(review, vscode.window.activeTextEditor) ?? ''}`);
    }
    assert.deepEqual(seen, [
      'a.ts:2 Change 2 of 3, a.ts',
      'a.ts:4 Change 3 of 3, a.ts',
      'b.ts:0 Change 1 of 1, b.ts',
      'a.ts:0 Change 1 of 3, a.ts',
    ]);
    await run(COMMANDS.previousHunk);
    assert.equal(cursor(), 'b.ts:0');
    await run(COMMANDS.previousHunk);
    assert.equal(cursor(), 'a.ts:4');
  });

  it('asks once before all is undone, and says how much that is', async () => {
    await threeHunks();
    // VS Code shows no dialogs to tests, and says which one it was.
    await assert.rejects(
      run(COMMANDS.undoAllEdits),
      /Undo all changes by Plumb in a\.ts \(\+3 −2 lines\)\?/,
    );
    assert.deepEqual(review.calls, []);
    await run(COMMANDS.keepAllEdits);
    assert.deepEqual(review.calls, ['keepAll']);
  });

  it('passes on why a hunk cannot be undone', async () => {
    await threeHunks();
    put(0);
    const refusing = { ...review, undoHunk: () => Promise.reject(new Error('a.ts is read-only')) };
    await assert.rejects(createReviewCommands(refusing)[COMMANDS.undoHunk]([]), /read-only/);
  });
});

function argumentsOf(command: vscode.Command): readonly unknown[] {
  return command.arguments ?? [];
}

function lineChange(
  [originalStartLineNumber, originalEndLineNumber]: readonly [number, number],
  [modifiedStartLineNumber, modifiedEndLineNumber]: readonly [number, number],
): object {
  return {
    originalStartLineNumber,
    originalEndLineNumber,
    modifiedStartLineNumber,
    modifiedEndLineNumber,
  };
}
