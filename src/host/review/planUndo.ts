import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { undoAllHunks, undoHunk } from '../../edits/review/decide.ts';
import { currentOf, hunkLines, type HunkLines } from '../../edits/review/trackedText.ts';
import type { FileRestoration, FileState } from '../edits/transactions.ts';
import { found } from './followOthers.ts';
import {
  put,
  without,
  type CreatedFile,
  type DeletedFile,
  type TrackedFile,
  type TrackedFiles,
  type UpdatedFile,
} from './trackedFile.ts';
import { undoneEdit, type UndoneOf } from './undoneNotes.ts';

/** How undoing goes, if all of it is to be done. */
export interface UndoPlan {
  readonly restoration: FileRestoration;
  /** What is under review afterwards; undefined if nothing is. */
  readonly after: TrackedFile | undefined;
  readonly undone: readonly UndoneOf[];
}

/**
 * How a whole file is undone.
 * @param now as it was found, and as `file` has it
 * @throws PlumbError if a person's text would be lost
 */
export function planFileUndo(file: TrackedFile, now: FileState | undefined): UndoPlan {
  switch (file.change) {
    case 'create':
      return undoCreation(file, now);
    case 'delete':
      return undoDeletion(file);
    case 'update':
      return undoUpdate(file, requireState(file, now));
  }
}

/** How one hunk of an updated file is undone. */
export function planHunkUndo(
  file: UpdatedFile,
  hunkId: string,
  now: FileState | undefined,
): UndoPlan {
  const { uri, encoding } = requireState(file, now);
  const text = undoHunk(file.text, hunkId);
  const expected = { uri, encoding, text: currentOf(file.text) };
  return {
    restoration: {
      display: file.display,
      expected,
      target: { ...expected, text: currentOf(text) },
    },
    after: { ...file, text },
    undone: hunkLines(file.text)
      .filter(({ hunk }) => hunk.id === hunkId)
      .map(lines => undoneHunk(file.display, lines, lines.from)),
  };
}

/**
 * What is under review once a plan is carried out.
 * @param text what the file holds then, if saving it changed it further
 */
export function afterUndo(
  files: TrackedFiles,
  { restoration: { expected, target }, after }: UndoPlan,
  text?: string,
): TrackedFiles {
  const rest = without(files, (expected ?? target)?.uri ?? '');
  const left = after === undefined || text === undefined ? after : found(after, text);
  return left === undefined ? rest : put(rest, left);
}

function undoCreation(file: CreatedFile, now: FileState | undefined): UndoPlan {
  const { display, own, text } = file;
  if (own !== text) {
    throw new PlumbError(
      l10n.t(
        'You changed {0} since Plumb created it, so undoing would delete your text too. Keep the file, or delete it yourself.',
        display,
      ),
    );
  }
  return {
    restoration: { display, expected: requireState(file, now), target: undefined },
    after: undefined,
    undone: [{ chatIds: chatsOf(file), edit: undoneEdit(display, 1, text, '') }],
  };
}

function undoDeletion(file: DeletedFile): UndoPlan {
  const { uri, display, encoding, text } = file;
  return {
    restoration: { display, expected: undefined, target: { uri, text, encoding } },
    after: undefined,
    undone: [{ chatIds: chatsOf(file), edit: undoneEdit(display, 1, '', text) }],
  };
}

function undoUpdate(file: UpdatedFile, { uri, encoding }: FileState): UndoPlan {
  const { display, movedFrom } = file;
  const expected = { uri, encoding, text: currentOf(file.text) };
  const place = movedFrom ?? { uri, display };
  const target = { uri: place.uri, encoding, text: currentOf(undoAllHunks(file.text)) };
  const moved = { path: place.display, line: 1, rows: [`rename from ${display}`] };
  return {
    restoration: { display: place.display, expected, target },
    after: undefined,
    undone: [
      ...(movedFrom === undefined ? [] : [{ chatIds: chatsOf(file), edit: moved }]),
      // With all hunks undone, lines stand where they stand in the baseline.
      ...hunkLines(file.text).map(lines => undoneHunk(place.display, lines, lines.baseFrom)),
    ],
  };
}

/** @param from where the lines stand afterwards, from 0 */
function undoneHunk(display: string, { hunk }: HunkLines, from: number): UndoneOf {
  const edit = undoneEdit(display, from + 1, hunk.now.text, hunk.base.text);
  return { chatIds: hunk.by, edit };
}

function chatsOf({ authors }: TrackedFile): string[] {
  return [...new Set(authors.map(({ chatId }) => chatId))];
}

function requireState({ display }: TrackedFile, now: FileState | undefined): FileState {
  if (now !== undefined) return now;
  throw new PlumbError(l10n.t('{0} is not there any more, so nothing was undone.', display));
}
