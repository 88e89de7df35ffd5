/**
 * Splits text into what can be shown as it is and characters that would hide or disguise what
 * will happen: those are shown by their code point (S18). The pieces joined are the text again.
 */
export type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'marked';
      /** The characters themselves. */
      readonly text: string;
      /** What is drawn instead, or, for a look-alike, beside. */
      readonly label: string;
      readonly reason: 'control' | 'invisible' | 'lookalike';
    };

/** All but the line feed: ESC of a terminal sequence, a lone CR that overwrites the line, NUL, C1. */
const control = String.raw`[\x00-\x09\x0b-\x1f\x7f-\x9f]`;
const controlButTab = String.raw`(?!\t)${control}`;

/**
 * What takes no room or looks like a space: formats (zero-width, bidi, tags), everything that
 * Unicode lets be ignored (fillers, variation selectors and what is kept free for more of them),
 * private use, lone surrogates, separators, the empty Braille cell, non-characters. The joiners
 * inside an emoji are as visible as the emoji.
 */
const invisible =
  String.raw`(?!(?<=\p{Extended_Pictographic}\ufe0f?)[\u200d\ufe0f])` +
  String.raw`[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{e0000}-\u{e0fff}\u2800\u{16fe4}\u{1d159}]` +
  String.raw`|(?! )\p{Zs}`;

/** Of a script that has letters which look like those of another one. */
const imitating = String.raw`[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Deseret}]`;
const inWord = String.raw`[\p{L}\p{M}\p{N}_-]`;

/**
 * A word that mixes Latin letters with those of a script that imitates them, or fancy Latin. It is
 * looked at from its beginning only: from each of its letters, a long line would take for ever.
 */
const mixedWord =
  String.raw`(?<!${inWord})(?=${inWord}*\p{Script=Latin})(?=${inWord}*${imitating})${inWord}+` +
  String.raw`|[\uff01-\uff5e\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}\u24b6-\u24e9]+`;

const inText = new RegExp(`(${controlButTab})|(${invisible})|(${mixedWord})`, 'gu');
const inCommand = new RegExp(
  `(${control})|(${invisible})|((?:(?!${control}|${invisible})[^\\0-\\x7f])+)`,
  'gu',
);

/** For text of files: what hides, and words whose letters come from scripts that look alike. */
export function visibleText(text: string): Piece[] {
  return split(text, inText);
}

/** For commands: tabs and every character outside ASCII too, since any may stand for another. */
export function visibleCommand(text: string): Piece[] {
  return split(text, inCommand);
}

/**
 * The text as it can be shown where there is nothing but text (a dialog of VS Code, a quick pick,
 * a screen reader): each hidden character is replaced by its code point, `‹U+200B›`. Look-alikes
 * stay: they can be seen.
 */
export function withVisibleCharacters(text: string): string {
  return visibleText(text)
    .map(piece =>
      piece.kind === 'plain' || piece.reason === 'lookalike' ? piece.text : `‹${piece.label}›`,
    )
    .join('');
}

function split(text: string, pattern: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'plain', text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const [found, isControl, isInvisible] = match;
    pieces.push({
      kind: 'marked',
      text: found,
      label: Array.from(found, codePoint).join(' '),
      reason:
        isControl !== undefined ? 'control' : isInvisible !== undefined ? 'invisible' : 'lookalike',
    });
  }
  if (end < text.length) pieces.push({ kind: 'plain', text: text.slice(end) });
  return pieces;
}

function codePoint(character: string): string {
  const value = character.codePointAt(0) ?? 0;
  return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
}
