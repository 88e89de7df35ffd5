import { parseJson } from './json.ts';
import { pointerNames } from './jsonPointer.ts';

/**
 * The line, from 0, on which a value stands in JSON that is laid out with one value a line and two
 * spaces a level, as `JSON.stringify(value, undefined, 2)` and `formatJson` do. It reads the text
 * and not the value: the keys may stand in an order of their own, and a key may stand there twice.
 * @param pointer a JSON Pointer (RFC 6901); where it leads nowhere, the last place on its way
 */
export function lineOfPointer(text: string, pointer: string): number {
  const lines = text.split(/\r?\n/);
  let line = 0;
  let indent = '';
  for (const name of pointerNames(pointer)) {
    indent += '  ';
    const child = lineOfMember(lines, line, indent, name);
    if (child === undefined) return line;
    line = child;
  }
  return line;
}

/** @param opening the line that opens the object or array */
function lineOfMember(
  lines: readonly string[],
  opening: number,
  indent: string,
  name: string,
): number | undefined {
  const bracket = lines[opening]?.at(-1);
  if (bracket !== '{' && bracket !== '[') return undefined;
  let found: number | undefined;
  let index = 0;
  for (let at = opening + 1; lines[at]?.startsWith(indent) === true; at += 1) {
    const member = lines[at]?.slice(indent.length) ?? '';
    // Of the members' own members, and their ends.
    if (/^[ \]}]/.test(member)) continue;
    // Of two members with one name the last one counts.
    if ((bracket === '[' ? String(index) : keyOf(member)) === name) found = at;
    index += 1;
  }
  return found;
}

function keyOf(member: string): unknown {
  return parseJson(/^"(?:[^"\\]|\\.)*"/.exec(member)?.[0] ?? '');
}
