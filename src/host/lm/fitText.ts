import { cutMiddle } from '../../base/text.ts';

/** As `LanguageModelToolTokenizationOptions` of VS Code, bound to its caller's tokenizer. */
export interface TokenBudget {
  readonly tokenBudget: number;
  countTokens(text: string): PromiseLike<number>;
}

/** How often a text is cut anew: each time it is at most nine tenths of what it was. */
const MOST_CUTS = 20;

/**
 * A text that takes no more tokens than its reader has room for, by the reader's own count. The
 * middle is left out, and the text says so.
 */
export async function fitText(text: string, budget: TokenBudget | undefined): Promise<string> {
  if (budget === undefined) return text;
  const { tokenBudget } = budget;
  let fitting = text;
  let length = text.length;
  for (let cuts = 0; cuts < MOST_CUTS; cuts += 1) {
    const tokens = await budget.countTokens(fitting);
    if (tokens <= tokenBudget) return fitting;
    length = Math.floor(length * Math.min(0.9, tokenBudget / tokens));
    fitting = cutMiddle(text, length).text;
  }
  return '';
}
