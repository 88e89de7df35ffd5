/** What letters a path is made of, for the classes of expressions with the flag `u`. */
export const ANY_LETTER = String.raw`\p{L}\p{M}\p{N}_`;

/** Of scripts with a space between words: such a letter next to a path belongs to it. */
export const SPACED = String.raw`\w\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Armn}\p{sc=Geor}\p{sc=Hebr}\p{sc=Arab}\p{sc=Deva}\p{sc=Zinh}`;

/** Of scripts without: a sentence goes on right before a path and right behind it. */
export const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}ー`;

/** A folder or name in those scripts; no dot within, or it would hold the sentence behind a file. */
export const UNSPACED_NAME = String.raw`[${UNSPACED}][${UNSPACED}\w-]{0,80}`;
