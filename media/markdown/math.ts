import type { MathToken } from './syntax.ts';

/**
 * A formula within a line: no blank line in it, no code. Dollars count only where no price can be
 * meant: nothing but a formula is inside, no word or number goes on behind, and none ends before
 * (`US$`, `^a$`).
 */
const DOLLARS = /^\$\$(?!\$)((?:[^$`\n]|\n(?![ \t]*\n))+?)\$\$(?!\$)/;
const DOLLAR = /^\$(?![\s$])((?:[^$`\n\\]|\\[^\n]|\n(?![ \t]*\n))+?)(?<![\s/(])\$(?![\w$])/;
const NOT_BEFORE = /[\w^)/]/;
const BRACKETS = /^\\\(((?:[^`\n]|\n(?![ \t]*\n))+?)\\\)|^\\\[((?:[^`\n]|\n(?![ \t]*\n))+?)\\\]/;

/** A formula that begins a line, up to the end of the line that closes it; no fence within. */
const BLOCK =
  /^ {0,3}(?:\$\$(?!\$)((?:[^$\n]|\n(?![ \t]*\n| {0,3}(?:```|~~~)))+?)\$\$|\\\[((?:[^\n]|\n(?![ \t]*\n| {0,3}(?:```|~~~)))+?)\\\])[ \t]*(?:\n|$)/;

/** Longer formulas are none; it bounds what is tried at each sign. */
const LONGEST = 4_000;

/** Signs that formulas have and prices and names of variables have not. */
const OPERATORS = /[\\^_=+<>{}|*/]|\p{Sm}/u;

/** What `$2` begins with that is no factor: `20/month`, `5 each`. */
const PRICE = /^\d[\d.,]*[kKMB]?\s*[/ ]\s*\d*\p{L}{2,}(?![\p{L}(])/u;

/** Where words of a formula stand: commands with what they hold, and indices. */
const WORDS_OF_FORMULA = /\\\p{L}+(?:\{[^{}]*\})?|[_^]\{[^{}]*\}/gu;
const WORD = /(?<![\p{L}_^])\p{L}{3,}(?![\p{L}(])/gu;

/** @param before the character before `src`, or '' */
export function mathAt(src: string, before: string): MathToken | undefined {
  const first = src.charAt(0);
  if (first !== '$' && first !== '\\') return undefined;
  if (first === '$' && NOT_BEFORE.test(before)) return undefined;
  const near = src.slice(0, LONGEST);
  const dollars = DOLLARS.exec(near);
  if (dollars?.[1] !== undefined && isFormula(dollars[1]))
    return math(dollars[0], dollars[0], false);
  const dollar = DOLLAR.exec(near);
  const inside = dollar?.[1];
  if (dollar !== null && inside !== undefined && isFormula(inside) && !isProse(inside)) {
    // With its signs: should it be none after all, nothing of the text is lost.
    return math(dollar[0], dollar[0], false);
  }
  const brackets = BRACKETS.exec(near);
  const within = brackets?.[1] ?? brackets?.[2];
  if (brackets === null || within === undefined || !isFormula(within)) return undefined;
  return math(brackets[0], within, false);
}

export function mathBlockAt(src: string): MathToken | undefined {
  if (!/^ {0,3}(?:\$\$|\\\[)/.test(src)) return undefined;
  const found = BLOCK.exec(src.slice(0, LONGEST));
  const inside = found?.[1] ?? found?.[2];
  if (found === null || inside === undefined || !isFormula(inside)) return undefined;
  return math(found[0], inside, true);
}

/** The text with letters in the place of formulas, so that their signs are no emphasis. */
export function maskMath(src: string): string {
  if (!/[$\\]/.test(src)) return src;
  let masked = '';
  let at = 0;
  while (at < src.length) {
    const next = src.slice(at).search(/[$\\]/);
    if (next < 0) break;
    const start = at + next;
    const length = mathAt(src.slice(start), src.charAt(start - 1))?.raw.length;
    masked += src.slice(at, start);
    // What is escaped begins nothing.
    const step = length ?? (src[start] === '\\' ? 2 : 1);
    masked += length === undefined ? src.slice(start, start + step) : 'a'.repeat(step);
    at = start + step;
  }
  return masked + src.slice(at);
}

function isFormula(inside: string): boolean {
  const text = inside.trim();
  return OPERATORS.test(text) || /^\p{L}{1,2}(?:\([\p{L}\d, ]{1,10}\))?['′]?$/u.test(text);
}

function isProse(inside: string): boolean {
  const words = inside.replace(WORDS_OF_FORMULA, ' ').match(WORD) ?? [];
  return words.length > 1 || PRICE.test(inside);
}

function math(raw: string, text: string, isBlock: boolean): MathToken {
  return { type: 'math', raw, text: text.trim(), isBlock };
}
