import type { Haystack } from './haystack.ts';
import { sharedEnds } from './sharedEnds.ts';

/** Share of words or characters in common, from 0 to 1, below which two lines are unlike. */
const MIN_SIMILARITY = 0.5;
/** Lines that are compared word by word at most: those that hold the rarest words. */
const MAX_COMPARED = 300;
const MAX_WORDS = 12;
/** Characters of a line that are compared: a file may be one long line. */
const MAX_LENGTH = 2_000;

/**
 * Indexes of the lines that are most like another one, the best first. Only lines that hold one of
 * its longest words, or one of its halves, are compared, so that time stays with that of a search
 * for these.
 */
export function mostSimilarLine({ text, lines }: Haystack, wanted: string, most: number): number[] {
  const words = wordsOf(wanted);
  if (words.size === 0) return [];
  return [...linesWith(text, lines, partsOf(wanted, words))]
    .map(index => {
      const line = (lines[index]?.text ?? '').slice(0, MAX_LENGTH).trim();
      const share = Math.max(sharedWords(words, wordsOf(line)), commonEnds(wanted, line));
      return { index, share };
    })
    .filter(({ share }) => share >= MIN_SIMILARITY)
    .toSorted((a, b) => b.share - a.share || a.index - b.index)
    .slice(0, most)
    .map(({ index }) => index);
}

function partsOf(line: string, words: ReadonlySet<string>): string[] {
  const middle = Math.ceil(line.length / 2);
  const longest = [...words].toSorted((a, b) => b.length - a.length).slice(0, MAX_WORDS);
  return [line.slice(0, middle), line.slice(middle), ...longest].filter(part => part.trim() !== '');
}

/** Indexes of lines that hold any of the parts. */
function linesWith(
  text: string,
  lines: Haystack['lines'],
  parts: readonly string[],
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const part of parts) {
    let at = text.indexOf(part);
    for (let index = 0; at !== -1 && found.size < MAX_COMPARED;) {
      index = lineAt(lines, at, index);
      found.add(index);
      at = text.indexOf(part, lines[index]?.next ?? text.length);
    }
  }
  return found;
}

/** Index of the line that holds an offset, from a line on that is not below it. */
function lineAt(lines: Haystack['lines'], offset: number, from: number): number {
  let low = from;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.start ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** Characters that two lines share at their beginning and end, by those of the longer: 0 to 1. */
function commonEnds(a: string, b: string): number {
  const { head, tail } = sharedEnds(a, b);
  return (head + tail) / Math.max(a.length, b.length);
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.slice(0, MAX_LENGTH).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu));
}

/** Twice the words in common by all words: from 0 to 1. */
function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
