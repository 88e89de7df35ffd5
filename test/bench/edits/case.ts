import { expectedText } from './expectedText.ts';
import type { CorpusEdit } from './record.ts';
import type { Random } from './random.ts';
import type { FileLine, Row, Sample, SampleHunk } from './sample.ts';
import type { Shape, WrittenHunk } from './writtenEdit.ts';

/** A file, what is to happen to it, and what the model writes to have it happen. */
export interface EditCase {
  readonly path: string;
  readonly lines: readonly FileLine[];
  readonly written: readonly WrittenHunk[];
  /** Null if only a refusal is right. */
  readonly expected: string | null;
  readonly mayRefuse?: boolean;
  /** What is written instead of the hunks, if these cannot say it. */
  readonly edit?: CorpusEdit;
}

/**
 * In how many places the written lines may stand, so that `expected` is right beyond doubt:
 * - `exact`: character for character in one, and there only
 * - `loose`: in one, when white space, punctuation look-alikes and escapes are not looked at
 * - `slip`: in one, when besides up to two lines that are kept may differ
 * - `slips`: the same, with up to three
 * - `never`: in none, even so with one kept line that differs
 * - `nowhere`: in none, when all lines have to be there
 * - `several`: in two or more, character for character
 * - `own`: the class has seen to it
 */
export type Fit = 'exact' | 'loose' | 'slip' | 'slips' | 'never' | 'nowhere' | 'several' | 'own';

/** One way in which models disturb edits. */
export interface Disturbance {
  readonly name: string;
  readonly shapes: readonly Shape[];
  readonly fit: Fit;
  /** Undefined if the sample does not lend itself to it. */
  /** What happens to the edit once it is written. */
  wrap?(edit: CorpusEdit, random: Random): CorpusEdit;
  make(sample: Sample, random: Random, pool: readonly Sample[]): EditCase | undefined;
}

export const EVERY_SHAPE: readonly Shape[] = ['patch', 'replace', 'unified'];
export const PATCHES: readonly Shape[] = ['patch', 'unified'];

interface Change {
  readonly lines?: readonly FileLine[];
  /** What really is to happen; the sample's rows if it is not given. */
  readonly rows?: readonly Row[];
  /** The rows as written; what really is to happen if they are not given. */
  readonly written?: readonly Row[];
  readonly hunk?: Omit<WrittenHunk, 'rows'>;
  readonly first?: number;
  readonly mayRefuse?: boolean;
}

/** A case in which the hunk has one right place; its line number is right unless said otherwise. */
export function landing(sample: Sample, change: Change = {}): EditCase {
  const { lines = sample.lines, rows = sample.hunk.rows, first = sample.hunk.first } = change;
  return {
    path: sample.path,
    lines,
    written: [{ rows: change.written ?? rows, ...change.hunk }],
    expected: expectedText(lines, [{ first, rows }]),
    ...(change.mayRefuse === true ? { mayRefuse: true } : {}),
  };
}

/** A case that only a refusal serves. */
export function refused(
  path: string,
  lines: readonly FileLine[],
  ...written: readonly WrittenHunk[]
): EditCase {
  return { path, lines, written, expected: null };
}

/** The index in the file of each row; of an added one, that of the line which comes after it. */
export function rowLines({ first, rows }: SampleHunk): number[] {
  let line = first;
  return rows.map(({ kind }) => (kind === 'add' ? line : line++));
}

/** The file with the lines that rows stand on changed. */
export function withFileRows(
  { lines, hunk }: Sample,
  change: (row: Row, index: number) => string,
): FileLine[] {
  const changed = [...lines];
  const indexes = rowLines(hunk);
  for (const [index, row] of hunk.rows.entries()) {
    const at = indexes[index] ?? 0;
    const line = lines[at];
    if (row.kind !== 'add' && line !== undefined) {
      changed[at] = { text: change(row, index), ending: line.ending };
    }
  }
  return changed;
}

/** Rows with the texts of some of them changed. */
export function withTexts(
  rows: readonly Row[],
  change: (row: Row, index: number) => string,
): Row[] {
  return rows.map((row, index) => ({ kind: row.kind, text: change(row, index) }));
}

/** Whether two lists of rows differ: a disturbance that disturbs nothing is none. */
export function differ(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length !== b.length || a.some((row, index) => row.text !== b[index]?.text);
}
