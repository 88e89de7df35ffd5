import { findBlock } from './findBlock.ts';
import { withLineFeeds, type TextLine } from './lines.ts';
import { only, type Haystack } from './locate.ts';
import { linesBetween, type LineHunk, type PassageHunk } from './operations.ts';

/** A passage as whole lines; `first`, the index of the first, is set if its place is known. */
export interface PassageLines {
  readonly hunk: LineHunk;
  readonly first: number | undefined;
}

/** Enough to say that a passage is not unique. */
const MAX_PLACES = 100;

/** Comparisons of characters that a search may take at worst: about a second. */
const MAX_STEPS = 2e9;

/**
 * Turns a passage, which may begin and end within lines, into lines: those that it stands in, with
 * what is around it as it is. Line endings are equal whatever they are. A passage that is nowhere
 * becomes the lines that it is itself, to be looked for with more tolerance.
 * @throws EditRefusal if it stands in more than one place
 */
export function passageLines(
  { text, lines }: Haystack,
  { oldText, newText }: PassageHunk,
): PassageLines {
  const plain = withLineFeeds(text);
  const before = withLineFeeds(oldText);
  const after = withLineFeeds(newText);
  const [start, ...others] = occurrences(plain, before);
  if (start === undefined) return { hunk: lineHunk(before, after), first: undefined };
  const starts = plainStarts(lines);
  const first = only(
    [start, ...others].map(offset => lineAt(starts, offset)),
    'oldText',
  );
  const end = start + before.length;
  const head = plain.slice(starts[first], start);
  // A passage that takes a line's ending along and leaves none joins the next line to what is left.
  const joinsNext = head + after !== '' && !after.endsWith('\n');
  const tail = plain[end - 1] !== '\n' || joinsNext ? plain.slice(end, endOfLine(plain, end)) : '';
  return { hunk: lineHunk(head + before + tail, head + after + tail), first };
}

function lineHunk(before: string, after: string): LineHunk {
  const lines = linesBetween(wholeLines(before), wholeLines(after));
  return { kind: 'lines', anchors: [], lines, endOfFile: false };
}

function wholeLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function occurrences(text: string, part: string): number[] {
  if (part === '') return [];
  // The engine's own search is far quicker, but for long parts that nearly match everywhere.
  if (text.length * part.length > MAX_STEPS) return findBlock(text, part).slice(0, MAX_PLACES);
  const found: number[] = [];
  let at = text.indexOf(part);
  while (at !== -1 && found.length < MAX_PLACES) {
    found.push(at);
    at = text.indexOf(part, at + 1);
  }
  return found;
}

/** Where each line starts in the text with every ending made one LF. */
function plainStarts(lines: readonly TextLine[]): number[] {
  let next = 0;
  return lines.map(line => {
    const start = next;
    next += line.text.length + 1;
    return start;
  });
}

/** Index of the line that holds an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}
