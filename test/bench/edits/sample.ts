import { diffArrays } from 'diff';

/** A line of a file; only the last may have no ending. */
export interface FileLine {
  readonly text: string;
  readonly ending: string;
}

export interface Row {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly text: string;
}

/** A change and the lines around it; `first` is the index of the first line kept or removed. */
export interface SampleHunk {
  readonly first: number;
  readonly rows: readonly Row[];
}

/** One hunk of a real change, in the file as it was before. */
export interface Sample {
  readonly path: string;
  readonly lines: readonly FileLine[];
  readonly hunk: SampleHunk;
  /** All hunks of the same change to the file, `hunk` among them. */
  readonly hunks: readonly SampleHunk[];
}

/** A change to a file, whole. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export const CONTEXT_LINES = 3;
/** Hunks beyond this are files written anew rather than edits. */
const MAX_HUNK_LINES = 60;
const MAX_EDIT_LENGTH = 600;

/** Our own splitting, for the engine's is what is to be measured: LF, CRLF and CR end lines. */
export function fileLines(text: string): FileLine[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)]
    .map(([, line = '', ending = '']) => ({ text: line, ending }))
    .filter(({ text: line, ending }) => line !== '' || ending !== '');
}

export function textOf(lines: readonly FileLine[]): string {
  return lines.map(line => line.text + line.ending).join('');
}

/**
 * The hunks of a change, each with up to three lines of context. A mark at the beginning of a file
 * is left out: it is the disturbance of a class of its own.
 */
export function samplesOf({ path, before, after }: FileChange): Sample[] {
  const lines = fileLines(before.replace(/^\ufeff/, ''));
  const hunks = hunksOf(
    lines.map(line => line.text),
    fileLines(after.replace(/^\ufeff/, '')).map(line => line.text),
  ).filter(({ rows }) => rows.length <= MAX_HUNK_LINES);
  return hunks.map(hunk => ({ path, lines, hunk, hunks }));
}

/** What turns some lines into others, with `context` lines around each change. */
export function hunksOf(
  before: readonly string[],
  after: readonly string[],
  context = CONTEXT_LINES,
): SampleHunk[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MAX_EDIT_LENGTH });
  const rows = (parts ?? []).flatMap(part =>
    part.value.map((text): Row => ({
      kind: part.added ? 'add' : part.removed ? 'remove' : 'keep',
      text,
    })),
  );
  const near = rows.map((_row, index) =>
    rows
      .slice(Math.max(0, index - context), index + context + 1)
      .some(({ kind }) => kind !== 'keep'),
  );
  const hunks: { first: number; rows: Row[] }[] = [];
  let line = 0;
  for (const [index, row] of rows.entries()) {
    if (near[index] === true) {
      if (near[index - 1] !== true) hunks.push({ first: line, rows: [] });
      hunks.at(-1)?.rows.push(row);
    }
    if (row.kind !== 'add') line += 1;
  }
  return hunks;
}

export function oldRows(rows: readonly Row[]): Row[] {
  return rows.filter(({ kind }) => kind !== 'add');
}

export function newRows(rows: readonly Row[]): Row[] {
  return rows.filter(({ kind }) => kind !== 'remove');
}

export const isBlank = (text: string): boolean => text.trim() === '';

export function indentOf(text: string): string {
  return /^[ \t]*/.exec(text)?.[0] ?? '';
}
