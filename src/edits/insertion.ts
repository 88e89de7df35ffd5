import type { AnchorScope } from './anchors.ts';
import type { Haystack } from './haystack.ts';
import { indentOf } from './indentation.ts';
import type { HunkKnowledge } from './knowledge.ts';
import type { LineHunk } from './operations.ts';
import { severalPlaces, withoutPlace } from './placeRefusals.ts';
import { EditRefusal } from './refusal.ts';

/** What a block begins with at the end of a line, perhaps before a comment. */
const OPENER =
  /(?:[:{]|=>|->|\b(?:then|do|else|try|begin|where)|\bdo\s*\|[^|]*\|)\s*(?:(?:\/\/|#|--|;|\/\*).*)?$/;

const COMMENT = /^\s*(?:\/\/|\/?\*|#(?:\s|$)|--|<!--)/;

/** A line that is a string and nothing else: what documents or directs the block that it opens. */
const STRING_LINE = /^(?:[rRuUbBfF]{0,2}(?:"""|''').*|[rRuU]?(["'])(?:(?!\1).)*\1;?)$/;

/**
 * Index of the line that a hunk which only adds puts its lines before: right below its anchor, at
 * the end, in an empty file, or at its line number if the text is what the model saw.
 * @throws EditRefusal if it does not say where, or if there it would come between a head and its body
 */
export function insertionPlace(
  haystack: Haystack,
  hunk: LineHunk,
  scopes: readonly AnchorScope[],
  { isAsShown }: HunkKnowledge,
  name: string,
): number {
  const { length } = haystack.lines;
  if (hunk.endOfFile || length === 0) return length;
  if (hunk.anchors.length === 0) {
    if (hunk.line === undefined || !isAsShown || hunk.line > length + 1) throw withoutPlace(name);
    return hunk.line - 1;
  }
  const [scope, ...others] = scopes;
  if (scope === undefined || others.length > 0) {
    const line = `The line that the @@ of ${name} names`;
    throw severalPlaces(
      scopes.map(({ from }) => from),
      line,
    );
  }
  const lines = haystack.in('exact');
  if (!opensBlock(lines, scope.from)) throw notRightBelow(lines, scope.from, name);
  return scope.from + 1;
}

/** Whether what comes right below a line is the first of what that line opens. */
function opensBlock(lines: readonly string[], at: number): boolean {
  const head = lines[at] ?? '';
  if (COMMENT.test(head) || !(OPENER.test(head) || isClosedByEnd(lines, at))) return false;
  const next = lines.slice(at + 1).find(line => line.trim() !== '');
  const body = next?.trim() ?? '';
  return !body.startsWith('{') && !STRING_LINE.test(body);
}

/** Whether `end` closes what a line opens by its mere beginning: `def area`, `function area(side)`. */
function isClosedByEnd(lines: readonly string[], at: number): boolean {
  const head = lines[at] ?? '';
  const count = (sign: string): number => head.split(sign).length;
  if (count('(') !== count(')') || count('[') !== count(']')) return false;
  const next = lines
    .slice(at + 1)
    .find(line => line.trim() !== '' && indentOf(line).length <= indentOf(head).length);
  return /^end\b/.test(next?.trim() ?? '');
}

function notRightBelow(lines: readonly string[], at: number, name: string): EditRefusal {
  const head = JSON.stringify(lines[at]?.trim() ?? '');
  return new EditRefusal(
    `${name} only adds lines, and it is not certain that they belong right below line ${at + 1}, ${head}, which its @@ names. Give kept lines (beginning with a space) around them.`,
  );
}
