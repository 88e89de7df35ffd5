/** Below this, one code unit is one character. */
const FIRST_COMBINING = 0x300;

/** Code units around a place that tell whether it is between two characters. */
const AROUND = 64;

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a word ends with, and what one goes on with. */
const ENDS = /[\p{L}\p{M}\p{N}_\p{Join_Control}]$/u;
const BEGINS = /^[\p{L}\p{M}\p{N}_\p{Join_Control}]/u;

/** Whether a place, as offset in UTF-16 code units, is within what a reader takes for one character. */
export function splitsCharacter(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  if (Math.max(text.charCodeAt(at - 1), text.charCodeAt(at)) < FIRST_COMBINING) return false;
  const from = Math.max(0, at - AROUND);
  const segment = GRAPHEMES.segment(text.slice(from, at + AROUND)).containing(at - from);
  return segment !== undefined && segment.index !== at - from;
}

/** Whether the characters on both sides of a place are of one word. */
export function splitsWord(text: string, at: number): boolean {
  return ENDS.test(text.slice(Math.max(0, at - 2), at)) && BEGINS.test(text.slice(at, at + 2));
}
