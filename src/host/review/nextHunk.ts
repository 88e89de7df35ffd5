import { lineOf } from './hunkPlaces.ts';
import type { ReviewFile, ReviewHunk } from './review.ts';

export interface HunkPlace {
  readonly file: ReviewFile;
  readonly hunk: ReviewHunk;
}

export interface CursorPlace {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
}

/** The hunk after a cursor: through all files in their order, and round again at the end. */
export function nextHunk(
  files: readonly ReviewFile[],
  cursor: CursorPlace | undefined,
): HunkPlace | undefined {
  const at = files.findIndex(({ uri }) => uri === cursor?.uri);
  if (cursor === undefined || at === -1) return places(files).at(0);
  const before = files.slice(0, at + 1);
  const inFile = places(files.slice(at, at + 1)).filter(({ hunk }) => lineOf(hunk) > cursor.line);
  return [...inFile, ...places(files.slice(at + 1)), ...places(before)].at(0);
}

/** The hunk before a cursor; in the same way. From within a hunk it is the one before that. */
export function previousHunk(
  files: readonly ReviewFile[],
  cursor: CursorPlace | undefined,
): HunkPlace | undefined {
  const at = files.findIndex(({ uri }) => uri === cursor?.uri);
  if (cursor === undefined || at === -1) return places(files).at(-1);
  const inFile = places(files.slice(at, at + 1)).filter(
    ({ hunk }) => Math.max(hunk.to - 1, lineOf(hunk)) < cursor.line,
  );
  return [...places(files.slice(at)), ...places(files.slice(0, at)), ...inFile].at(-1);
}

function places(files: readonly ReviewFile[]): HunkPlace[] {
  return files.flatMap(file => file.hunks.map(hunk => ({ file, hunk })));
}
