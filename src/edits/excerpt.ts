import { indentOf } from './indentation.ts';
import { withLineFeeds } from './lines.ts';

/**
 * Where code out of an answer belongs in a file: the file's new text, or why that is not certain.
 * Nothing is guessed: a wrong place costs more than a person's two clicks.
 */
export type ExcerptPlace =
  | {
      readonly kind: 'placed';
      readonly how: 'wholeFile' | 'block' | 'between' | 'selection';
      /** The whole new text, with LF. */
      readonly after: string;
    }
  | { readonly kind: 'unsure'; readonly why: 'nowhere' | 'severalPlaces' | 'unlike' | 'same' };

/** Lines [from, to) of a file, from 0. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
}

/** Lines at an end of the excerpt that may together be what is unique. */
const ANCHOR_LINES = 3;

/** Of the lines that would go (blank ones aside), at least so many have to be in the excerpt too. */
const SHARED_BETWEEN = 0.3;
/** For a whole file: with the first and last line of it in common, and without. */
const SHARED_WHOLE = 0.6;
const SHARED_WHOLE_INSIDE = 0.85;

/**
 * @param text of the file
 * @param selected lines that a person has selected in it
 */
export function placeExcerpt(text: string, excerpt: string, selected?: LineSpan): ExcerptPlace {
  const file = withLineFeeds(text).split('\n');
  const code = withoutBlankEnds(withLineFeeds(excerpt).split('\n'));
  const [first] = code;
  if (first === undefined) return { kind: 'unsure', why: 'nowhere' };
  if (withoutBlankEnds(file).length === 0) return placed('wholeFile', `${code.join('\n')}\n`);

  if (selected !== undefined) return inPlaceOf(file, selected, code, 'selection');
  if (isWholeFile(file, code)) {
    const end = file.at(-1) === '' ? '\n' : '';
    const after = code.join('\n') + end;
    return after === file.join('\n') ? { kind: 'unsure', why: 'same' } : placed('wholeFile', after);
  }
  return blockPlace(file, code) ?? anchoredPlace(file, code);
}

function placed(
  how: Extract<ExcerptPlace, { kind: 'placed' }>['how'],
  after: string,
): ExcerptPlace {
  return { kind: 'placed', how, after };
}

/**
 * Most of what the file says is in the code, and not as one block of several: that would take the
 * others along.
 */
function isWholeFile(file: readonly string[], code: readonly string[]): boolean {
  const there = withoutBlankEnds(file);
  if (isOneBlock(code) && !isOneBlock(there)) return false;
  const same = (a: string | undefined, b: string | undefined): boolean => a?.trim() === b?.trim();
  const hasEnds = same(there[0], code[0]) && same(there.at(-1), code.at(-1));
  return shared(there, code) >= (hasEnds ? SHARED_WHOLE : SHARED_WHOLE_INSIDE);
}

function isOneBlock(lines: readonly string[]): boolean {
  return blockEnd(lines, 0) === lines.length;
}

/**
 * One definition: a first line that stands once in the file, everything deeper below it, and at
 * most a closing line as deep as the first. It takes the place of the same block there.
 */
function blockPlace(file: readonly string[], code: readonly string[]): ExcerptPlace | undefined {
  if (code.length < 2 || !isOneBlock(code)) return undefined;
  const starts = placesOf(file, code.slice(0, 1));
  const [start] = starts;
  if (start === undefined) return undefined;
  if (starts.length > 1) return { kind: 'unsure', why: 'severalPlaces' };
  return inPlaceOf(file, { from: start, to: blockEnd(file, start) }, code, 'block');
}

/** Behind the block that line `start` opens: its deeper lines, and the line that closes it. */
function blockEnd(lines: readonly string[], start: number): number {
  const depth = indentOf(lines[start] ?? '').length;
  let end = start + 1;
  while (end < lines.length && isDeeper(lines[end] ?? '', depth)) end += 1;
  const closing = lines[end];
  const closes =
    closing !== undefined &&
    indentOf(closing).length === depth &&
    /^\s*[)\]}>]|^\s*end\b/.test(closing);
  if (closes) return end + 1;
  while (end > start + 1 && lines[end - 1]?.trim() === '') end -= 1;
  return end;
}

function isDeeper(line: string, depth: number): boolean {
  return line.trim() === '' || indentOf(line).length > depth;
}

/** Between the place of its first lines and that of its last, if each is the only one. */
function anchoredPlace(file: readonly string[], code: readonly string[]): ExcerptPlace {
  const head = anchor(file, code, length => code.slice(0, length));
  const tail = anchor(file, code, length => code.slice(-length));
  if (head.at === undefined || tail.at === undefined) {
    const isThere = [head, tail].every(({ at, isRepeated }) => at !== undefined || isRepeated);
    return { kind: 'unsure', why: isThere ? 'severalPlaces' : 'nowhere' };
  }
  const span = { from: head.at, to: tail.at + tail.length };
  if (span.to < head.at + head.length) return { kind: 'unsure', why: 'unlike' };
  if (shared(file.slice(span.from, span.to), code) < SHARED_BETWEEN) {
    return { kind: 'unsure', why: 'unlike' };
  }
  return inPlaceOf(file, span, code, 'between');
}

function anchor(
  file: readonly string[],
  code: readonly string[],
  lines: (length: number) => readonly string[],
): { readonly at: number | undefined; readonly length: number; readonly isRepeated: boolean } {
  let isRepeated = false;
  for (let length = 1; length <= Math.min(ANCHOR_LINES, code.length); length += 1) {
    const wanted = lines(length);
    const places = placesOf(file, wanted);
    // A bracket alone tells nothing, even where the file has but one.
    const tells = wanted.some(line => /\w/.test(line));
    if (places.length === 1 && tells) return { at: places[0], length, isRepeated: false };
    if (places.length === 0) break;
    isRepeated = true;
  }
  return { at: undefined, length: 0, isRepeated };
}

function placesOf(file: readonly string[], wanted: readonly string[]): number[] {
  const trimmed = wanted.map(line => line.trim());
  return file.flatMap((_line, at) =>
    trimmed.every((line, index) => file[at + index]?.trim() === line) ? [at] : [],
  );
}

function inPlaceOf(
  file: readonly string[],
  { from, to }: LineSpan,
  code: readonly string[],
  how: 'block' | 'between' | 'selection',
): ExcerptPlace {
  const there = file.slice(from, to).find(line => line.trim() !== '') ?? '';
  const added = reindented(code, indentOf(there));
  const after = [...file.slice(0, from), ...added, ...file.slice(to)].join('\n');
  return after === file.join('\n') ? { kind: 'unsure', why: 'same' } : placed(how, after);
}

/** The code as deep as the place: what its first line has more or less, all lines have. */
function reindented(code: readonly string[], indent: string): readonly string[] {
  const given = indentOf(code[0] ?? '');
  if (given === indent) return code;
  return code.map(line => {
    if (line.trim() === '') return line;
    return line.startsWith(given) ? indent + line.slice(given.length) : line;
  });
}

/** Of the lines with words in them, how many of `there` the other has as well; 0 to 1. */
function shared(there: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of telling(other)) left.set(line, (left.get(line) ?? 0) + 1);
  const lines = telling(there);
  const found = lines.filter(line => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count > 0;
  });
  return lines.length === 0 ? 0 : found.length / lines.length;
}

function telling(lines: readonly string[]): string[] {
  return lines.map(line => line.trim()).filter(line => /[\p{L}\p{N}_]/u.test(line));
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const isText = (line: string): boolean => line.trim() !== '';
  return lines.slice(Math.max(0, lines.findIndex(isText)), lines.findLastIndex(isText) + 1);
}
