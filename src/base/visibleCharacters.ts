/** What nobody sees: formats, tags, bidi, controls, fillers; line breaks and tabs are seen. */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800](?<![\n\r\t])/gu;

/** Signs that are made of several: joined by U+200D, shown as a picture by U+FE0F. */
const EMOJI =
  /(?:\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?|[0-9#*]\ufe0f\u20e3)(?:\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)*/gu;

/** The text with each character that nobody can see written as `‹U+200B›`; emoji stay whole. */
export function withVisibleCharacters(text: string): string {
  let shown = '';
  let from = 0;
  for (const emoji of text.matchAll(EMOJI)) {
    shown += spelled(text.slice(from, emoji.index)) + emoji[0];
    from = emoji.index + emoji[0].length;
  }
  return shown + spelled(text.slice(from));
}

function spelled(text: string): string {
  return text.replace(HIDDEN, character => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `‹U+${code.padStart(4, '0')}›`;
  });
}
