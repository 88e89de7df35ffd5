/**
 * The most tokens that a text can be: its length in UTF-8 bytes, because a token of a byte-level
 * tokenizer covers one byte at least. Counted without encoding the text.
 */
export function tokenBound(text: string): number {
  // Every code unit counts 1; what is added is what its bytes are more.
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // Two bytes, or three; half a pair alone is sent as U+FFFD, which has three as well.
    bytes += unit < 0x800 ? 1 : 2;
    // Four bytes for both units of a pair.
    if (isPair(unit, text.charCodeAt(index + 1))) index += 1;
  }
  return bytes;
}

/** @param characters UTF-16 code units */
export function estimateTokens(characters: number, charactersPerToken: number): number {
  return Math.ceil(characters / charactersPerToken);
}

function isPair(unit: number, next: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
}
