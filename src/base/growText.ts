/** UTF-16 code units that may hang on as pieces; a longer text may have more, a 32nd of its length. */
const LOOSE = 4_096;

/**
 * Adds a piece behind a text that grows by small ones. Engines put `text + piece` together as a tree
 * of the pieces, which for pieces of four characters is 14 times as large as what it says; here it
 * is copied into one now and then. Time stays linear in the length, however many pieces there are.
 */
export function growText(text: string, piece: string): string {
  const length = text.length + piece.length;
  const block = Math.max(LOOSE, 1 << (26 - Math.clz32(length)));
  const isDue = Math.floor(text.length / block) !== Math.floor(length / block);
  return isDue ? [text, piece].join('') : text + piece;
}
