/** Names shorter than this are too often others: `i` and `j`, `row` and `now`. */
const MIN_WORD = 3;
/** Words shorter than this are others if two letters are swapped. */
const MIN_TURNED = 4;
/** Words shorter than this are others if a letter is changed: `left` and `lift`. */
const MIN_CHANGED = 5;

/** Forms of one word begin with so many equal letters. */
const MIN_STEM = 4;

/** What tells a name from its sibling's: `part2`, `partB`, `partOther`, `part_x`. */
const SIBLING_END = /^(?:\p{N}+|\p{Lu}.*|_.*|other|copy)$/u;

/** A capital that a part of a name ends with, as in `partA_go`. */
const NUMBERED = /^\p{Ll}\p{Lu}(?:_|\p{Lu}|$)/u;

/**
 * Whether a word is another one written badly: a letter lost, added, doubled, swapped with the next
 * or, within the word, changed; other letters great or small; one underscore too few or too many.
 * Not a name that goes on where the other ends, and no other number.
 */
export function isMisspelt(word: string, other: string): boolean {
  if (/\p{N}/u.test(word + other) && digitsOf(word) !== digitsOf(other)) return false;
  if (isOtherStyle(word, other)) return true;
  if (/^_/.test(word) !== /^_/.test(other)) return false;
  const [short, long] = word.length <= other.length ? [word, other] : [other, word];
  if (short.length < MIN_WORD || long.length - short.length > 1) return false;
  if (long.startsWith(short) && isSiblingEnd(short, long.slice(short.length))) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const ours = short.slice(start);
  const theirs = long.slice(start);
  if (short.length < long.length) {
    return theirs.slice(1) === ours && !NUMBERED.test(long.slice(start - 1, start + 2));
  }
  if (short.length < MIN_TURNED) return false;
  if (ours[0] === theirs[1] && ours[1] === theirs[0]) return ours.slice(2) === theirs.slice(2);
  return (
    start > 0 && short.length >= MIN_CHANGED && isChanged(ours, theirs) && !isEnding(short, long)
  );
}

function isChanged(ours: string, theirs: string): boolean {
  const touched = (ours[0] ?? '') + (theirs[0] ?? '');
  return /^\p{L}+$/u.test(touched) && ours.slice(1) === theirs.slice(1);
}

/** Whether two words of one length have endings of their own: `parsed` and `parser`, `partA`. */
function isEnding(word: string, other: string): boolean {
  if (word.at(-1) === other.at(-1)) return false;
  const isOfLetters = /\p{Ll}{4}$/u.test(word) && /\p{Ll}{4}$/u.test(other);
  return !isOfLetters || /[degnrsty]{2}/.test((word.at(-1) ?? '') + (other.at(-1) ?? ''));
}

/** Whether words differ only in letters that are great or small. */
export function isOtherCase(word: string, other: string): boolean {
  return word.length > 1 && word.toLowerCase() === other.toLowerCase();
}

/** `file_name` is `fileName`; `_name` is another than `name`. */
function isOtherStyle(word: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/(?<=[^_])_(?=[^_])/g, '');
  return isOtherCase(plain(word), plain(other));
}

/** `VALUES` is to `VALUE` what `values` is to `value`, and a letter may be doubled by mistake. */
function isSiblingEnd(short: string, end: string): boolean {
  if (/^\p{L}$/u.test(end) && short.endsWith(end)) return false;
  if (short === short.toUpperCase() && end === 'S') return false;
  return SIBLING_END.test(end);
}

/** Whether the one is the plural of the other. */
export function isPlural(word: string, other: string): boolean {
  const [short, long] = word.length <= other.length ? [word, other] : [other, word];
  return (
    short.length > MIN_WORD &&
    /^\p{L}+$/u.test(short) &&
    /^e?s$/.test(long.slice(short.length)) &&
    long.startsWith(short)
  );
}

/** Whether two words of a sentence are forms of one: `reads` and `reading`. */
export function isOtherForm(word: string, other: string): boolean {
  const most = Math.max(word.length, other.length);
  let start = 0;
  while (start < most && word[start]?.toLowerCase() === other[start]?.toLowerCase()) start += 1;
  const ends = [word.slice(start), other.slice(start)];
  return start >= MIN_STEM && 2 * start >= most && !ends.some(end => SIBLING_END.test(end));
}

export function digitsOf(text: string): string {
  return text.replace(/[^\p{N}]/gu, '');
}
