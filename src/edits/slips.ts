import { plainPunctuation } from './punctuation.ts';

/** Words shorter than this are too often others: `left` and `lift`, `row` and `rows`. */
const MIN_WORD = 5;

const TOKEN = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu;

/** Signs whose lack at the end of a line makes it no other one. */
const END_SIGN = /^[;,.]$/;

/**
 * Whether a line is another one remembered badly, and not a line of its own: other white space
 * within it, the other kind of quotes, the sign at its end lost or added, or one word with one
 * letter too few, too many, changed for another or for its neighbour. Not a slip are other digits,
 * another first or last letter, a name that goes on where the other ends, and a word that the text
 * has too: those are names of their own.
 */
export function isSlip(given: string, found: string, text: string): boolean {
  const ours = tokensOf(given);
  const theirs = tokensOf(found);
  const most = Math.min(ours.length, theirs.length);
  let start = 0;
  while (start < most && ours[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < most - start && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const [word = '', ...more] = ours.slice(start, ours.length - end);
  const [other = '', ...others] = theirs.slice(start, theirs.length - end);
  if (more.length > 0 || others.length > 0) return false;
  if (word === other) return true;
  if (word === '' || other === '') return end === 0 && END_SIGN.test(word + other);
  return isMisspelt(word, other) && !hasWord(text, word);
}

function tokensOf(line: string): string[] {
  return plainPunctuation(line).replace(/['`]/g, '"').match(TOKEN) ?? [];
}

function isMisspelt(word: string, other: string): boolean {
  if (Math.min(word.length, other.length) < MIN_WORD) return false;
  if (word.startsWith(other) || other.startsWith(word)) return false;
  let start = 0;
  while (word[start] === other[start]) start += 1;
  const ours = word.slice(start);
  const theirs = other.slice(start);
  const touched = ours.slice(0, 2) + theirs.slice(0, 2);
  if (start === 0 || !/^\p{L}+$/u.test(touched)) return false;
  return (
    ours.slice(1) === theirs ||
    theirs.slice(1) === ours ||
    (ours.length > 1 && ours.slice(1) === theirs.slice(1)) ||
    (ours[0] === theirs[1] && ours[1] === theirs[0] && ours.slice(2) === theirs.slice(2))
  );
}

function hasWord(text: string, word: string): boolean {
  const isPart = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  }
  return false;
}
