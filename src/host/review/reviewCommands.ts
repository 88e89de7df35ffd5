import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { CHANGES_VIEW, COMMANDS } from '../../base/ids.ts';
import { PlumbError } from '../../base/errors.ts';
import { reviewedUri } from './baselineUri.ts';
import { countsSign } from './changeTexts.ts';
import { lineOf } from './hunkPlaces.ts';
import { nextHunk, previousHunk, type CursorPlace, type HunkPlace } from './nextHunk.ts';
import { openAllChanges, openFileChanges, openHunk } from './openChanges.ts';
import type { Review, ReviewFile } from './review.ts';
import { activeUris, filesMeant, hunksMeant, nodeOf, type HunksTarget } from './reviewTarget.ts';

type Command = (args: readonly unknown[]) => Promise<void>;

/** What the commands of the review do; arguments come from menus and keys, unchecked. */
export type ReviewCommands = ReturnType<typeof createReviewCommands>;

/** @throws PlumbError (each of them) with the reason, if nothing is meant or it cannot be undone */
export function createReviewCommands(review: Review) {
  const hunks = (args: readonly unknown[]): HunksTarget => {
    const target = hunksMeant(review, args);
    if (target === undefined) throw nothingMeant(review);
    return target;
  };
  const files = (args: readonly unknown[]): readonly ReviewFile[] => {
    const found = filesMeant(review, args);
    if (found.length === 0) throw nothingMeant(review);
    return found;
  };
  const go = async (
    args: readonly unknown[],
    find: (files: readonly ReviewFile[], cursor: CursorPlace | undefined) => HunkPlace | undefined,
  ): Promise<void> => {
    const place = find(review.files, placeMeant(review, args));
    if (place !== undefined) await openHunk(place.file, place.hunk);
    else if (review.files.length > 0) await focusChanges();
    else throw nothingMeant(review);
  };

  return {
    [COMMANDS.keepHunk]: async args => {
      const { file, hunks: meant } = hunks(args);
      for (const { id } of meant) await review.keepHunk(file.uri, id);
    },
    [COMMANDS.undoHunk]: async args => {
      const { file, hunks: meant } = hunks(args);
      for (const { id } of meant) await review.undoHunk(file.uri, id);
    },
    [COMMANDS.keepFile]: async args => {
      for (const { uri } of files(args)) await review.keepFile(uri);
    },
    [COMMANDS.undoFile]: async args => {
      for (const { uri } of files(args)) await review.undoFile(uri);
    },
    [COMMANDS.keepAllEdits]: async () => {
      if (review.files.length === 0) throw nothingMeant(review);
      await review.keepAll();
    },
    [COMMANDS.undoAllEdits]: async () => {
      if (review.files.length === 0) throw nothingMeant(review);
      if (await agreesToUndo(review.files)) await review.undoAll();
    },
    [COMMANDS.nextHunk]: args => go(args, nextHunk),
    [COMMANDS.previousHunk]: args => go(args, previousHunk),
    [COMMANDS.reviewChanges]: async () => {
      if (review.files.length === 0) throw nothingMeant(review);
      await focusChanges();
    },
    [COMMANDS.openAllChanges]: async () => {
      if (review.files.length === 0) throw nothingMeant(review);
      await openAllChanges(review.files);
    },
    [COMMANDS.openFileChanges]: async args => {
      for (const file of files(args)) await openFileChanges(file);
    },
  } satisfies Record<string, Command>;
}

async function focusChanges(): Promise<void> {
  await vscode.commands.executeCommand(`${CHANGES_VIEW}.focus`);
}

/** Asked once, for all of it is gone together. */
async function agreesToUndo(files: readonly ReviewFile[]): Promise<boolean> {
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  const lines = countsSign(added, removed);
  const undo = l10n.t('Undo All');
  const chosen = await vscode.window.showWarningMessage(
    files.length === 1
      ? l10n.t('Undo all changes by Plumb in {0} ({1} lines)?', files[0]?.display ?? '', lines)
      : l10n.t('Undo all changes by Plumb in {0} files ({1} lines)?', files.length, lines),
    { modal: true, detail: l10n.t('What you typed elsewhere stays.') },
    undo,
  );
  return chosen === undo;
}

/** Where to go on from: the hunk of the lens that was clicked, else the cursor. */
function placeMeant(review: Review, args: readonly unknown[]): CursorPlace | undefined {
  const node = nodeOf(args[0]);
  const hunk = node && review.file(node.uri)?.hunks.find(({ id }) => id === node.hunkId);
  if (node !== undefined && hunk !== undefined) return { uri: node.uri, line: lineOf(hunk) };
  const [uri] = activeUris();
  if (uri === undefined) return undefined;
  const editor = vscode.window.activeTextEditor;
  const shown = editor !== undefined && reviewedUri(editor.document.uri) === uri;
  return { uri, line: shown ? editor.selection.active.line : -1 };
}

function nothingMeant(review: Review): PlumbError {
  if (review.files.length === 0) {
    return new PlumbError(l10n.t('No change by Plumb is waiting for your review.'));
  }
  return new PlumbError(l10n.t('There is no change by Plumb here.'), {
    action: { label: l10n.t('Next Change'), command: COMMANDS.nextHunk },
  });
}
