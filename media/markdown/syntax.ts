import { getDefaults, Hooks, Lexer, type MarkedToken, type Token, type TokensList } from 'marked';
import { AnswerTokenizer, maskSigns } from './emphasis.ts';
import { footnoteAt, footnoteRefAt } from './footnotes.ts';
import { mathAt, mathBlockAt, maskMath } from './math.ts';

/** A formula, shown as the text that it is: within a line with the dollars around it. */
export interface MathToken {
  readonly type: 'math';
  readonly raw: string;
  readonly text: string;
  readonly isBlock: boolean;
}

/** `[^1]` in a text. */
export interface FootnoteRefToken {
  readonly type: 'footnoteRef';
  readonly raw: string;
  readonly label: string;
}

/** `[^1]: …`, shown at the end of the message. */
export interface FootnoteToken {
  readonly type: 'footnote';
  readonly raw: string;
  readonly label: string;
  readonly tokens: Token[];
}

export type AnswerToken = MarkedToken | MathToken | FootnoteRefToken | FootnoteToken;

/** The lexer yields tokens of its own and of the three kinds above, and no others. */
export function known(token: Token): AnswerToken {
  return token as AnswerToken;
}

const hooks = Object.assign(new Hooks(), {
  emStrongMask: (src: string) => maskSigns(maskMath(src)),
});

function mathAfter(src: string, before: readonly Token[]): MathToken | undefined {
  return mathAt(src, before.at(-1)?.raw.at(-1) ?? '');
}

/** What the model writes: GitHub's markdown, with formulas and footnotes. */
export function lex(text: string): TokensList {
  return new Lexer({
    ...getDefaults(),
    hooks,
    tokenizer: new AnswerTokenizer(),
    extensions: {
      renderers: {},
      childTokens: {},
      block: [mathBlockAt, footnoteAt],
      inline: [mathAfter, footnoteRefAt],
      // All other signs that may begin something end a run of text by themselves.
      ...(text.includes('$') ? { startInline: [nextDollar] } : {}),
    },
  }).lex(text);
}

/** UTF-16 code units that are looked through; runs of text are shorter than that. */
const LOOK_AHEAD = 20_000;

function nextDollar(src: string): number {
  return (src.length > LOOK_AHEAD ? src.slice(0, LOOK_AHEAD) : src).indexOf('$');
}
