import type { MathToken } from './syntax.ts';

/**
 * A formula within a line: no blank line in it, no code. Dollars count only where no price can be
 * meant: nothing but a formula is inside, and no word or number goes on behind.
 */
const DOLLARS = /^\$\$(?!\$)((?:[^$`\n]|\n(?![ \t]*\n))+?)\$\$(?!\$)/;
const DOLLAR = /^\$(?![\s$])((?:[^$`\n\\]|\\[^\n]|\n(?![ \t]*\n))+?)(?<!\s)\$(?![\w$])/;
const BRACKETS = /^\\\(((?:[^`\n]|\n(?![ \t]*\n))+?)\\\)|^\\\[((?:[^`\n]|\n(?![ \t]*\n))+?)\\\]/;

/** A formula that begins a line, up to the end of the line that closes it; no fence within. */
const BLOCK =
  /^ {0,3}(?:\$\$(?!\$)((?:[^$\n]|\n(?![ \t]*\n| {0,3}(?:```|~~~)))+?)\$\$|\\\[((?:[^\n]|\n(?![ \t]*\n| {0,3}(?:```|~~~)))+?)\\\])[ \t]*(?:\n|$)/;

/** Longer formulas are none; it bounds what is tried at each sign. */
const LONGEST = 4_000;

/** Signs that formulas have and prices and names of variables have not. */
const OPERATORS = /[\\^_=+<>{}|*/]|\p{Sm}/u;

export function mathAt(src: string): MathToken | undefined {
  const first = src.charAt(0);
  if (first !== '$' && first !== '\\') return undefined;
  const near = src.slice(0, LONGEST);
  const dollars = DOLLARS.exec(near);
  if (dollars !== null) return math(dollars[0], dollars[1], false);
  const dollar = DOLLAR.exec(near);
  const inside = dollar?.[1];
  if (dollar !== null && inside !== undefined && isFormula(inside)) {
    return math(dollar[0], inside, false);
  }
  const brackets = BRACKETS.exec(near);
  const within = brackets?.[1] ?? brackets?.[2];
  if (brackets === null || within === undefined || !isFormula(within)) return undefined;
  return math(brackets[0], within, false);
}

export function mathBlockAt(src: string): MathToken | undefined {
  if (!/^ {0,3}(?:\$\$|\\\[)/.test(src)) return undefined;
  const found = BLOCK.exec(src.slice(0, LONGEST));
  return found === null ? undefined : math(found[0], found[1] ?? found[2], true);
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
    const length = mathAt(src.slice(start))?.raw.length;
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

function math(raw: string, text: string | undefined, isBlock: boolean): MathToken {
  return { type: 'math', raw, text: (text ?? '').trim(), isBlock };
}
