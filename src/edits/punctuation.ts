/** What people and models type for characters that a keyboard lacks. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...each('‘’‚‛′´＇', "'"),
  ...each('“”„‟″«»＂', '"'),
  ...each('‐‑‒–—―−', '-'),
  // No-break, en, em, thin and the other fixed spaces, and the ideographic one.
  ...each('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a', ' '),
  ...each('\u202f\u205f\u3000', ' '),
  // Zero-width space and joiner of words, byte order mark, soft hyphen: nothing is seen of them.
  ...each('\u200b\u2060\ufeff\u00ad', ''),
  ['…', '...'],
  ['→', '->'],
  ['←', '<-'],
  ['⇒', '=>'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);

/** Above this code unit, by this much, stand the wide forms of the ASCII characters. */
const WIDE = { first: 0xff01, last: 0xff5e, offset: 0xfee0 };

/** What is not printable ASCII and so may have another, plainer form. */
const NOT_PLAIN = /[^\t -~]/;

const NOT_PLAIN_TEXT = /[^\t\n\r -~]/;

/** Whether no line of a text has a plainer form. */
export function isPlain(text: string): boolean {
  return !NOT_PLAIN_TEXT.test(text);
}

/** A text with typographic characters made plain and letters with marks composed (NFC). */
export function plainPunctuation(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  return text.normalize('NFC').replace(/[^\t -~]/g, plainCharacter);
}

function plainCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= WIDE.first && code <= WIDE.last) return String.fromCharCode(code - WIDE.offset);
  return PLAIN.get(character) ?? character;
}

function each(characters: string, plain: string): [string, string][] {
  return Array.from(characters, character => [character, plain]);
}
