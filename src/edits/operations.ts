import { diffArrays } from 'diff';

/**
 * The one form that every way of writing an edit becomes: per file what happens to it, per hunk
 * which lines are kept, removed and added. Lines have no line ending; those are the file's affair.
 */
export type FileOperation =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly moveTo?: string;
      /** Empty only for a mere move. All are meant against the text before the call. */
      readonly hunks: readonly Hunk[];
    }
  | {
      readonly kind: 'delete';
      readonly path: string;
      /** The lines that the file is said to have, all of them removed; absent if nothing is said. */
      readonly hunks?: readonly LineHunk[];
    };

export type Hunk = LineHunk | PassageHunk;

export interface LineHunk {
  readonly kind: 'lines';
  /** Lines that stand above the hunk, the outermost first: the `@@` lines of a patch. */
  readonly anchors: readonly string[];
  readonly lines: readonly HunkLine[];
  /** The kept and removed lines are the last of the file. */
  readonly endOfFile: boolean;
  /** Where the model thinks that the first of them stands, from 1. */
  readonly line?: number;
  /** What is said of the newline at the end of the file. */
  readonly finalNewline?: FinalNewline;
}

export type FinalNewline = 'added' | 'removed';

/** A passage that need not be whole lines; becomes a `LineHunk` once its place is known. */
export interface PassageHunk {
  readonly kind: 'passage';
  readonly oldText: string;
  readonly newText: string;
  /** Where the model thinks that it begins, from 1. */
  readonly line?: number;
}

export interface HunkLine {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly text: string;
}

/**
 * The operation of `apply_edit`: one passage of one file replaced by another.
 * @param line where the passage is thought to begin, from 1
 */
export function replaceOperation(
  path: string,
  oldText: string,
  newText: string,
  line?: number,
): FileOperation {
  const hint = line === undefined ? {} : { line };
  return { kind: 'update', path, hunks: [{ kind: 'passage', oldText, newText, ...hint }] };
}

/** The lines that a hunk expects to find. */
export function oldLines(lines: readonly HunkLine[]): string[] {
  return lines.filter(line => line.kind !== 'add').map(line => line.text);
}

/** The lines that a hunk leaves behind. */
export function newLines(lines: readonly HunkLine[]): string[] {
  return lines.filter(line => line.kind !== 'remove').map(line => line.text);
}

/**
 * Beyond this many differing lines, a run is removed and added as a whole: finding what two long
 * runs share takes time with the square of it.
 */
const MAX_EDIT_LENGTH = 2_000;

/** What to keep, remove and add to get from some lines to others. */
export function linesBetween(before: readonly string[], after: readonly string[]): HunkLine[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MAX_EDIT_LENGTH });
  if (parts === undefined) {
    return [
      ...before.map(text => ({ kind: 'remove', text }) as const),
      ...after.map(text => ({ kind: 'add', text }) as const),
    ];
  }
  return parts.flatMap(part => {
    const kind = part.added ? 'add' : part.removed ? 'remove' : 'keep';
    return part.value.map(text => ({ kind, text }) as const);
  });
}

/**
 * Turns lines that are removed and added again unchanged into kept ones, so that what the model
 * remembers of a line never replaces the line.
 */
export function keepUnchanged(lines: readonly HunkLine[]): HunkLine[] {
  const settled: HunkLine[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0) settled.push(...linesBetween(removed, added));
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'remove') removed.push(line.text);
    else if (line.kind === 'add') added.push(line.text);
    else {
      flush();
      settled.push(line);
    }
  }
  flush();
  return settled;
}
