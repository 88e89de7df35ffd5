import type { ReviewFile, ReviewHunk } from './review.ts';

/** One change as VS Code's own diff has it, lines from 0, ends exclusive. */
export interface DiffedLines {
  readonly from: number;
  readonly to: number;
  readonly baseFrom: number;
  readonly baseTo: number;
}

/**
 * The hunks that the lines `first` to `last` touch, from 0, both inclusive. Lines that were removed
 * are touched from the line above and from the one below.
 */
export function hunksAtLines(file: ReviewFile, first: number, last: number): ReviewHunk[] {
  return file.hunks.filter(({ from, to }) => touches(from, to, first, last));
}

/** As `hunksAtLines`, in lines of the baseline. */
export function hunksAtBaselineLines(file: ReviewFile, first: number, last: number): ReviewHunk[] {
  return file.hunks.filter(({ baseFrom, baseTo }) => touches(baseFrom, baseTo, first, last));
}

/**
 * The hunks that a change of VS Code's diff stands for. Its diff may join what is two of ours, or
 * put an added line beside an equal one elsewhere; then it is the nearest.
 */
export function hunksOfChange(file: ReviewFile, change: DiffedLines): ReviewHunk[] {
  const shared = file.hunks.filter(
    hunk =>
      overlap(hunk.from, hunk.to, change.from, change.to) ||
      overlap(hunk.baseFrom, hunk.baseTo, change.baseFrom, change.baseTo),
  );
  if (shared.length > 0) return shared;
  const distance = ({ from }: ReviewHunk): number => Math.abs(from - change.from);
  return file.hunks.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1);
}

/** Where the cursor goes for a hunk: its first line, or the one after which lines were removed. */
export function lineOf({ from, to }: ReviewHunk): number {
  return from === to ? Math.max(from - 1, 0) : from;
}

/** What people call a hunk of its file: from 1. */
export function numberOf(file: ReviewFile, hunkId: string): number {
  return file.hunks.findIndex(({ id }) => id === hunkId) + 1;
}

function touches(from: number, to: number, first: number, last: number): boolean {
  return from === to ? from >= first && from - 1 <= last : from <= last && to > first;
}

function overlap(from: number, to: number, otherFrom: number, otherTo: number): boolean {
  return Math.max(from, otherFrom) < Math.min(to, otherTo);
}
