import { isJsonObject } from './json.ts';
import { pointerNames } from './jsonPointer.ts';

/**
 * The line, from 0, on which a value stands in `JSON.stringify(root, undefined, 2)`.
 * @param pointer a JSON Pointer (RFC 6901); where it leads nowhere, the last place on its way
 */
export function lineOfPointer(root: unknown, pointer: string): number {
  let line = 0;
  let value = root;
  for (const key of pointerNames(pointer)) {
    const members = membersOf(value);
    const at = members.findIndex(([name]) => name === key);
    if (at === -1) return line;
    line += 1 + members.slice(0, at).reduce((sum, [, member]) => sum + linesOf(member), 0);
    value = members[at]?.[1];
  }
  return line;
}

function linesOf(value: unknown): number {
  const members = membersOf(value);
  if (members.length === 0) return 1;
  return members.reduce((sum, [, member]) => sum + linesOf(member), 2);
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((member, index) => [String(index), member] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}
