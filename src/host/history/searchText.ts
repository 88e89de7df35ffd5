import { markdownPattern } from '../../base/plainMarkdown.ts';
import { regExpLiteral } from '../../base/regExpLiteral.ts';

/** A match with what stands around it, in one line. */
export interface Snippet {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** What is searched: plain text, whatever its case; any white space stands for any other. */
export interface TextQuery {
  /** Undefined if the text does not hold it. */
  find(text: string): Snippet | undefined;
  /** False only if the plain text of this markdown does not hold it; far cheaper than making that. */
  mayBeInMarkdown(text: string): boolean;
  /** False only if no string of this JSON text can hold it; far cheaper than reading it. */
  mayBeIn(json: string): boolean;
}

/** Characters of a snippet on each side of the match. */
const BEFORE = 40;
const AFTER = 90;
const LONGEST_MATCH = 120;

/** Undefined if there is nothing to search for. */
export function textQuery(query: string): TextQuery | undefined {
  const words = query.split(/\s+/).filter(word => word !== '');
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  if (longest === '') return undefined;
  const pattern = new RegExp(words.map(regExpLiteral).join('\\s+'), 'iu');
  const inMarkdown = markdownPattern(words);
  const written = new RegExp(regExpLiteral(JSON.stringify(longest).slice(1, -1)), 'iu');
  return {
    find: text => {
      const found = pattern.exec(text);
      return found === null ? undefined : snippet(text, found.index, found[0].length);
    },
    mayBeInMarkdown: text => inMarkdown.test(text),
    // What another program wrote may have any character escaped.
    mayBeIn: json => written.test(json) || json.includes('\\u') || json.includes('\\/'),
  };
}

function snippet(text: string, start: number, length: number): Snippet {
  const end = start + length;
  const from = Math.max(0, start - BEFORE);
  const to = Math.min(text.length, end + AFTER);
  return {
    before: `${from > 0 ? '…' : ''}${oneLine(text.slice(from, start)).trimStart()}`,
    match: oneLine(text.slice(start, Math.min(end, start + LONGEST_MATCH))),
    after: `${oneLine(text.slice(end, to)).trimEnd()}${to < text.length ? '…' : ''}`,
  };
}

/** A cut inside of a surrogate pair leaves half a character; it is left out. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
