import { cutLine } from '../../base/text.ts';
import { splitLines } from '../../edits/lines.ts';
import {
  NO_CHANGES,
  type ChangedFile,
  type ChangedHunk,
  type ChangesView,
} from '../../protocol/changesView.ts';
import type { DiffLine } from '../../protocol/diff.ts';
import type { ReviewFile, ReviewHunk } from '../review/review.ts';

/** Most that the panel is sent of what is under review; the rest is counted. */
export const MOST_FILES = 200;
export const MOST_HUNKS = 1_000;
export const MOST_ROWS_PER_HUNK = 12;
/** UTF-16 code units of a row, and of all rows together. */
export const LONGEST_ROW = 300;
export const MOST_ROW_TEXT = 60_000;

/**
 * What is under review as the panel lists it.
 * @param textOf the text of a file as it is now; undefined for one that is not there
 */
export function changesView(
  files: readonly ReviewFile[],
  textOf: (uri: string) => string | undefined,
): ChangesView {
  if (files.length === 0) return NO_CHANGES;
  const left: Allowance = { hunks: MOST_HUNKS, text: MOST_ROW_TEXT };
  const sum = (count: (file: ReviewFile) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    files: files.slice(0, MOST_FILES).map(file => changedFile(file, textOf(file.uri) ?? '', left)),
    moreFiles: Math.max(0, files.length - MOST_FILES),
    added: sum(file => file.added),
    removed: sum(file => file.removed),
    changeCount: sum(file => Math.max(1, file.hunks.length)),
  };
}

/** Whether the panel would show both in the same way. */
export function showSame(one: ChangesView, other: ChangesView): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** What may still be sent. */
interface Allowance {
  hunks: number;
  text: number;
}

function changedFile(file: ReviewFile, text: string, left: Allowance): ChangedFile {
  const { uri, display, change, movedFrom, added, removed } = file;
  const hunks = file.hunks.slice(0, left.hunks);
  left.hunks -= hunks.length;
  // No need to take texts apart of which nothing is shown.
  const showsRows = hunks.length > 0 && left.text > 0;
  const now = showsRows ? splitLines(text) : [];
  const before = showsRows ? splitLines(file.baseline) : [];
  return {
    uri,
    path: display,
    change,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    added,
    removed,
    hunks: hunks.map(hunk => changedHunk(hunk, before, now, left)),
    moreHunks: file.hunks.length - hunks.length,
  };
}

type Lines = readonly { readonly text: string }[];

function changedHunk(hunk: ReviewHunk, before: Lines, now: Lines, left: Allowance): ChangedHunk {
  const added = hunk.to - hunk.from;
  const removed = hunk.baseTo - hunk.baseFrom;
  // Half for each, and what the one does not need for the other.
  const half = MOST_ROWS_PER_HUNK / 2;
  const mostRemoved = Math.max(half, MOST_ROWS_PER_HUNK - added);
  const mostAdded = Math.max(half, MOST_ROWS_PER_HUNK - removed);
  const wanted = [
    ...rowsOf(
      'removed',
      before.slice(hunk.baseFrom, Math.min(hunk.baseTo, hunk.baseFrom + mostRemoved)),
    ),
    ...rowsOf('added', now.slice(hunk.from, Math.min(hunk.to, hunk.from + mostAdded))),
  ];
  const rows = wanted.filter(row => {
    left.text -= row.text.length + 1;
    return left.text >= 0;
  });
  return {
    id: hunk.id,
    line: hunk.from + 1,
    added,
    removed,
    rows,
    moreRows: Math.max(0, added + removed - rows.length),
  };
}

function rowsOf(kind: DiffLine['kind'], lines: Lines): DiffLine[] {
  return lines.map(({ text }) => ({ kind, text: cutLine(text, LONGEST_ROW) }));
}
