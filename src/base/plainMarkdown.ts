import { regExpLiteral } from './regExpLiteral.ts';

/**
 * What a reader sees of markdown, about: without the signs of emphasis, links, headings, lists and
 * code. For searching, which must not miss a text because a word of it is bold; what stands in a
 * code block stays as it is. Time is linear in the length of the text.
 */
export function plainMarkdown(text: string): string {
  let fence: string | undefined;
  const lines: string[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) {
      fence = mark;
    } else if (fence === undefined) {
      lines.push(plainLine(line));
    } else if (mark?.startsWith(fence) === true && line.trim() === mark) {
      fence = undefined;
    } else {
      lines.push(line);
    }
  }
  return lines.join('\n');
}

/**
 * Matches every markdown whose plain text holds these words one after another, and some other too:
 * far cheaper than making the plain text. The fence of a block of code parts words.
 */
export function markdownPattern(words: readonly string[]): RegExp {
  const loose = words.map(word => Array.from(word, regExpLiteral).join(SIGNS));
  return new RegExp(loose.join(BETWEEN_WORDS), 'iu');
}

/** A row that opens or closes a block of code, in a list or a quote too. */
const FENCE = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})/;
const BEGINNING = /^[\s>]*(?:(?:#{1,6}|[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?/;
/**
 * What is no text in a line: a backslash, what makes a link of its text, and `*`, `_` and `~~`
 * where they begin or end a word, as only there they are signs.
 */
const MARKS = new RegExp(
  [
    /\\([!-/:-@[-`{-~])/,
    /!?\[([^[\]\n]*)\]\([^()\s]*(?: +"[^"\n]*")?\)/,
    /\*\*(?=\S)|(?<=\S)\*\*|~~/,
    /(?<![\p{L}\p{N}])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\p{L}\p{N}])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);
/** What may stand between two letters of the plain text. */
const SIGNS = '(?:[*_~`\\\\!\\[]|\\](?:\\([^()\\n]*\\))?)*';

/** What may stand between two words of it: also what begins lines that are drawn without it. */
const BETWEEN_WORDS = '(?:[\\s*_~`\\\\!\\[>#+-]|\\](?:\\([^()\\n]*\\))?|(?<=\\n *)\\d+[.)])*';

function plainLine(line: string): string {
  const said = line.replace(BEGINNING, '');
  if (!/[*_~`[\\]/.test(said)) return said;
  return said
    .split(/`+/)
    .map((part, at) => (at % 2 === 1 ? part : plainProse(part)))
    .join('');
}

function plainProse(text: string): string {
  return text.replace(
    MARKS,
    (_mark, escaped: string | undefined, linked: string | undefined) =>
      escaped ?? (linked === undefined ? '' : plainProse(linked)),
  );
}
