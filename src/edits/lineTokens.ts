import { plainPunctuation } from './punctuation.ts';

/** A word or a sign of a line. Code has to be right; the wording of what is said may differ. */
export interface LineToken {
  readonly text: string;
  /** `string` is one that says something in several words; a line that is a sentence is a `comment`. */
  readonly kind: 'code' | 'string' | 'comment';
}

const TOKEN = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu;

/** Comments that are the whole of their line. */
const COMMENT_LINE = /^(?:\/\/|\/?\*(?!\w)|#+[\s!]|--\s|<!--|;+\s|%+\s|\{\/\*)/;

/** Strings, which may hold what would begin a comment, and the comments at the end of a line. */
const PARTS =
  /(?<![\p{L}\p{N}])(["'])(?:\\.|(?!\1)[^\\])*\1|(?<!\S)(?:\/\/|#\s|--\s).*|\/\*.*?\*\/|<!--.*?-->/gu;

/** What sentences have and code has not. */
const SENTENCE =
  /(?:^|\s)(?:an?|the|of|to|that|this|are|be|by|its?|on|at|which|was|you|we)(?=\s)/iu;
const CODE_SIGN = /[=(){}[\]<>;]/;
/** Fewer words than this are names rather than sentences. */
const MIN_WORDS = 3;

/**
 * Lines that are longer (characters) are taken for code as a whole: what begins in one a string or
 * a comment that does not end is looked for to its end, again and again.
 */
const MAX_LENGTH = 2_000;

/** The words and signs of a line, with plain punctuation and quotes of one kind. */
export function lineTokens(line: string): LineToken[] {
  const text = plainPunctuation(line).replaceAll('`', '"').trim();
  if (COMMENT_LINE.test(text) || isSentence(text)) return tokensOf(text, 'comment');
  if (text.length > MAX_LENGTH) return tokensOf(text, 'code');
  const tokens: LineToken[] = [];
  let end = 0;
  for (const part of text.matchAll(PARTS)) {
    const [whole] = part;
    tokens.push(...tokensOf(text.slice(end, part.index), 'code'));
    tokens.push(...tokensOf(whole, part[1] === undefined ? 'comment' : kindOfString(whole)));
    end = part.index + whole.length;
  }
  return [...tokens, ...tokensOf(text.slice(end), 'code')];
}

function kindOfString(text: string): LineToken['kind'] {
  return text.includes(' ') && wordsOf(text) >= MIN_WORDS ? 'string' : 'code';
}

function tokensOf(text: string, kind: LineToken['kind']): LineToken[] {
  return (text.replaceAll("'", '"').match(TOKEN) ?? []).map(token => ({ text: token, kind }));
}

function isSentence(text: string): boolean {
  return wordsOf(text) > MIN_WORDS && SENTENCE.test(text) && !CODE_SIGN.test(text);
}

function wordsOf(text: string): number {
  return text.match(/[\p{L}\p{N}_$]+/gu)?.length ?? 0;
}
