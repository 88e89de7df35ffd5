import { Tokenizer, type Tokens } from 'marked';

/** Letters and signs of scripts that put no space between words, or none before a particle. */
const CJK = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\uff01-\uffef]`;
const SIGN = String.raw`(?![*_])[\p{P}\p{S}]`;

/**
 * Signs next to asterisks that are no border of a word in Chinese, Japanese and Korean: those of
 * these scripts, and any where such a script goes on beyond the asterisks. CommonMark takes them
 * for one, so that of `**注意：**请` the asterisks would be shown.
 */
const WITHIN_WORDS = new RegExp(
  String.raw`${SIGN}(?=\*+${CJK})|(?=${CJK})${SIGN}(?=\*)|(?<=${CJK}\*+)${SIGN}|(?<=\*)(?=${CJK})${SIGN}`,
  'gu',
);
const OPENS_AT_SIGN = new RegExp(String.raw`^\*+${SIGN}`, 'u');
const OPENS_AT_ITS_SIGN = new RegExp(String.raw`^\*+(?=${CJK})${SIGN}`, 'u');
const ENDS_IN_CJK = new RegExp(`${CJK}$`, 'u');

/** Without any of these nothing of the kind is in a text; a Latin one is told at once. */
const FURTHER_LETTERS = /[\u1100-\uffff]/;

/** The text with letters in the place of such signs. */
export function maskSigns(src: string): string {
  if (!src.includes('*') || !FURTHER_LETTERS.test(src)) return src;
  return src.replace(WITHIN_WORDS, sign => 'a'.repeat(sign.length));
}

/** A class because the lexer sets the rules and itself on what reads its tokens. */
export class AnswerTokenizer extends Tokenizer {
  override emStrong(
    src: string,
    maskedSrc: string,
    before = '',
  ): Tokens.Em | Tokens.Strong | undefined {
    const isWithinWords =
      src.startsWith('*') &&
      (OPENS_AT_ITS_SIGN.test(src) || (ENDS_IN_CJK.test(before) && OPENS_AT_SIGN.test(src)));
    return super.emStrong(src, maskedSrc, isWithinWords ? '' : before);
  }
}
