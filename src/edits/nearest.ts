import { cutLine } from '../base/text.ts';
import { trimLineEnd } from './lines.ts';

const MAX_PLACES = 3;
const MAX_DIFFERENCES = 3;
/** A line that stands more often than this says nothing about where a block belongs. */
const MAX_EQUAL_LINES = 20;
/** Share of words or characters in common, from 0 to 1, below which two lines are unlike. */
const MIN_SIMILARITY = 0.5;
const MAX_SHOWN = 160;

/**
 * For a refusal: the places that come nearest to a block that is nowhere, with line numbers and
 * what differs, so that the next try fits. Time grows with the length of the text.
 */
export function describeNearest(lines: readonly string[], block: readonly string[]): string {
  const places = mostEqualLines(lines, block) ?? mostSimilarLine(lines, block);
  if (places.length === 0) {
    return 'Nothing in the file comes near to it. Read the file again: it may have changed, or be another one.';
  }
  return places.map(place => describePlace(lines, block, place)).join('\n');
}

/** Where most of the block's lines stand at their distance from another, the best first. */
function mostEqualLines(lines: readonly string[], block: readonly string[]): number[] | undefined {
  const wanted = new Map<string, number[]>();
  for (const [offset, line] of block.entries()) {
    const text = line.trim();
    if (text !== '')
      wanted.set(text, [...(wanted.get(text) ?? []), offset].slice(0, MAX_EQUAL_LINES));
  }
  const standing = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (!wanted.has(text)) continue;
    const places = standing.get(text);
    if (places === undefined) standing.set(text, [index]);
    else places.push(index);
  }
  const votes = new Map<number, number>();
  for (const [text, places] of standing) {
    if (places.length > MAX_EQUAL_LINES) continue;
    for (const offset of wanted.get(text) ?? []) {
      for (const place of places) votes.set(place - offset, (votes.get(place - offset) ?? 0) + 1);
    }
  }
  if (votes.size === 0) return undefined;
  return [...votes]
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MAX_PLACES)
    .map(([place]) => place);
}

/** Where lines stand that are most like the block's longest line. */
function mostSimilarLine(lines: readonly string[], block: readonly string[]): number[] {
  const trimmed = block.map(line => line.trim());
  const longest = trimmed.reduce((best, line) => (line.length > best.length ? line : best), '');
  const offset = trimmed.indexOf(longest);
  const words = wordsOf(longest);
  if (words.size === 0) return [];
  return lines
    .map((line, index) => {
      const share = Math.max(sharedWords(words, wordsOf(line)), commonEnds(longest, line.trim()));
      return { place: index - offset, share };
    })
    .filter(({ share }) => share >= MIN_SIMILARITY)
    .toSorted((a, b) => b.share - a.share || a.place - b.place)
    .slice(0, MAX_PLACES)
    .map(({ place }) => place);
}

/** Characters that two lines share at their beginning and end, by those of the longer: 0 to 1. */
function commonEnds(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return (start + end) / Math.max(a.length, b.length);
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(
    line
      .slice(0, 2_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu),
  );
}

/** Twice the words in common by all words: from 0 to 1. */
function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

function describePlace(lines: readonly string[], block: readonly string[], place: number): string {
  const first = Math.max(1, place + 1);
  const last = Math.min(lines.length, place + block.length);
  const differences: string[] = [];
  for (const [offset, expected] of block.entries()) {
    const found = lines[place + offset];
    if (found !== undefined && trimLineEnd(found) === trimLineEnd(expected)) continue;
    differences.push(describeDifference(place + offset + 1, found, expected));
  }
  const shown = differences.slice(0, MAX_DIFFERENCES);
  const rest = differences.length - shown.length;
  return [
    `Nearest: lines ${first}-${last}.`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more of its lines`] : []),
  ].join('\n');
}

function describeDifference(line: number, found: string | undefined, expected: string): string {
  if (found === undefined) return `  line ${line}: not in the file; given ${quote(expected)}`;
  let index = 0;
  while (index < found.length && found[index] === expected[index]) index += 1;
  return `  line ${line}, from character ${index + 1} (${character(found, index)} in the file, ${character(expected, index)} given): the file has ${quote(found)}, given was ${quote(expected)}`;
}

/** One character so that look-alikes can be told apart. */
function character(line: string, index: number): string {
  const codePoint = line.codePointAt(index);
  if (codePoint === undefined) return 'the end';
  const code = codePoint.toString(16).toUpperCase().padStart(4, '0');
  return `${JSON.stringify(String.fromCodePoint(codePoint))} U+${code}`;
}

function quote(line: string): string {
  return JSON.stringify(cutLine(line, MAX_SHOWN));
}
