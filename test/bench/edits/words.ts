import type { Random } from './random.ts';
import { indentOf, isBlank, type FileLine } from './sample.ts';

const KEYWORDS = new Set(
  'abstract async await break case catch class const continue def default elif else end enum except export extends final finally for from func function if implements import in interface let new null package pass private protected public readonly return self static struct super switch this throw true false try type typeof undefined var void while with yield'.split(
    ' ',
  ),
);

/** Names and numbers of a line that could as well be others. */
function tokensOf(text: string): RegExpExecArray[] {
  return [...text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*|\d+/gu)].filter(
    ([token]) => !KEYWORDS.has(token) && (token.length > 2 || /^\d+$/.test(token)),
  );
}

export function hasToken(text: string): boolean {
  return tokensOf(text).length > 0;
}

/** The line with one name or number replaced by another one; undefined if it has none. */
export function withOtherToken(
  text: string,
  lines: readonly FileLine[],
  random: Random,
): string | undefined {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return undefined;
  const chosen = random.pick(tokens);
  const [token] = chosen;
  const other = /^\d/.test(token) ? String(Number(token) + 1) : otherName(token, lines, random);
  return text.slice(0, chosen.index) + other + text.slice(chosen.index + token.length);
}

function otherName(token: string, lines: readonly FileLine[], random: Random): string {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const tokens = tokensOf(random.pick(lines).text)
      .map(([other]) => other)
      .filter(other => !/^\d/.test(other) && other.toLowerCase() !== token.toLowerCase());
    if (tokens.length > 0) return random.pick(tokens);
  }
  return `${token}Other`;
}

/**
 * The line as one who remembers it badly writes it: a letter lost, doubled or changed for its
 * neighbour in a long word, the sign at its end lost, other quotes, other space between its words.
 */
export function withSlip(text: string, random: Random): string | undefined {
  const slips = [slippedWord, lostEnd, otherQuotes, otherSpace]
    .map(slip => slip(text, random))
    .filter(slipped => slipped !== undefined && slipped !== text);
  return slips.length === 0 ? undefined : random.pick(slips);
}

function slippedWord(text: string, random: Random): string | undefined {
  const words = [...text.matchAll(/\p{L}{6,}/gu)];
  if (words.length === 0) return undefined;
  const word = random.pick(words);
  const at = word.index + 1 + random.integer(word[0].length - 2);
  const [a = '', b = ''] = text.slice(at, at + 2);
  const slipped = random.pick([b, a + a + b, b + a]);
  return text.slice(0, at) + slipped + text.slice(at + 2);
}

function lostEnd(text: string): string | undefined {
  return /\w[;,.]$/.test(text) ? text.slice(0, -1) : undefined;
}

function otherQuotes(text: string): string | undefined {
  if (/'[^'"]*'/.test(text)) return text.replace(/'([^'"]*)'/, '"$1"');
  return /"[^'"]*"/.test(text) ? text.replace(/"([^'"]*)"/, "'$1'") : undefined;
}

function otherSpace(text: string): string | undefined {
  const indent = indentOf(text);
  const rest = text.slice(indent.length);
  const changed = rest.replace(/ ([=+<>|&-]+) /, '$1').replace(/\( ?(?=\w)/, '( ');
  return changed === rest ? undefined : indent + changed;
}

/** A definition and what it holds: lines [from, to), the first of which opens it. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

const OPENS = /[{:(]\s*$|^\s*(?:def|func|fn|function|class|sub)\b/;
const CLOSES = /^\s*(?:[\])}]|end\b|fi\b|done\b|esac\b)/;

/** The blocks of a file that are more than one line and no more than `most`. */
export function blocksOf(lines: readonly FileLine[], most = 60): Block[] {
  return lines.flatMap(({ text }, from) => {
    if (isBlank(text) || !OPENS.test(text) || CLOSES.test(text)) return [];
    const to = blockEnd(lines, from);
    return to - from > 2 && to - from <= most ? [{ from, to }] : [];
  });
}

function blockEnd(lines: readonly FileLine[], from: number): number {
  const own = indentOf(lines[from]?.text ?? '').length;
  let to = from + 1;
  for (let index = from + 1; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    if (isBlank(text)) continue;
    if (indentOf(text).length <= own) return CLOSES.test(text) ? index + 1 : to;
    to = index + 1;
  }
  return to;
}
