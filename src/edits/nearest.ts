import { cutLine } from '../base/text.ts';
import type { Haystack } from './haystack.ts';
import { trimLineEnd } from './lines.ts';
import { mostSimilarLine } from './similarLine.ts';

const MAX_PLACES = 3;
const MAX_DIFFERENCES = 3;
/** A line that stands more often than this says nothing about where a block belongs. */
const MAX_EQUAL_LINES = 20;
const MAX_SHOWN = 160;

/**
 * For a refusal: the places that come nearest to a block that is nowhere, with line numbers and
 * what differs, so that the next try fits. Time grows with the length of the text.
 */
export function describeNearest(haystack: Haystack, block: readonly string[]): string {
  const places = nearestPlaces(haystack, block);
  if (places.length === 0) {
    return 'Nothing in the file comes near to it. Read the file again: it may have changed, or be another one.';
  }
  return places.map(place => describePlace(haystack.in('exact'), block, place)).join('\n');
}

/** Where a block that is nowhere comes nearest, the best place first. */
export function nearestPlaces(haystack: Haystack, block: readonly string[]): number[] {
  return mostEqualLines(haystack.in('loose'), block) ?? mostSimilarPlace(haystack, block);
}

/** Where most of the block's lines stand at their distance from another, the best first. */
function mostEqualLines(lines: readonly string[], block: readonly string[]): number[] | undefined {
  const wanted = new Map<string, number[]>();
  for (const [offset, line] of block.entries()) {
    const text = line.trim();
    if (text === '') continue;
    const offsets = wanted.get(text) ?? [];
    if (offsets.length < MAX_EQUAL_LINES) wanted.set(text, [...offsets, offset]);
  }
  const standing = new Map<string, number[]>();
  for (const [index, text] of lines.entries()) {
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
function mostSimilarPlace(haystack: Haystack, block: readonly string[]): number[] {
  const trimmed = block.map(line => line.trim());
  const longest = trimmed.reduce((best, line) => (line.length > best.length ? line : best), '');
  const offset = trimmed.indexOf(longest);
  return mostSimilarLine(haystack, longest, MAX_PLACES).map(line => line - offset);
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
