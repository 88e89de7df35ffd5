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
 * What takes no room or looks like a space: formats (zero-width, bidi, tags), private use, lone
 * surrogates, separators, fillers. The joiners inside an emoji are as visible as the emoji.
 */
const invisible =
  String.raw`(?!(?<=\p{Extended_Pictographic}\ufe0f?)[\u200d\ufe0f])` +
  String.raw`[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]` +
  String.raw`|(?! )\p{Zs}`;

/** A word that mixes Latin letters with those of a script that imitates them, or fancy Latin. */
const mixedWord =
  String.raw`(?=[\p{L}\p{N}_-]*\p{Script=Latin})` +
  String.raw`(?=[\p{L}\p{N}_-]*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}])` +
  String.raw`[\p{L}\p{N}_-]+|[\uff01-\uff5e\u{1d400}-\u{1d7ff}]+`;

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
