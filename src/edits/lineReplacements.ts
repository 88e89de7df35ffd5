import { diffArrays } from 'diff';
import { linesWithEndings } from './lines.ts';
import { sharedEnds } from './sharedEnds.ts';
import type { TextReplacement } from './textReplacement.ts';

/** After this the differing middle is one replacement, which is true as well. */
const TIMEOUT_MS = 500;

/**
 * Replacements that turn one text into another and touch only lines that differ, so that cursors
 * and marks elsewhere stay. None cuts a line ending or a character in two.
 */
export function lineReplacements(before: string, after: string): TextReplacement[] {
  if (before === after) return [];
  const old = linesWithEndings(before);
  const now = linesWithEndings(after);
  const { head, tail } = sharedEnds(old, now);
  const oldMiddle = old.slice(head, old.length - tail);
  const nowMiddle = now.slice(head, now.length - tail);
  const start = old.slice(0, head).join('').length;
  const changes = diffArrays(oldMiddle, nowMiddle, { timeout: TIMEOUT_MS });
  if (changes === undefined) {
    const end = start + oldMiddle.join('').length;
    return [{ start, end, text: nowMiddle.join('') }];
  }
  return joined(start, changes);
}

/** A part of a diff of lines: `value` are lines that stay, or that only one side has. */
interface LinesOfDiff {
  readonly value: readonly string[];
  readonly added?: boolean;
  readonly removed?: boolean;
}

function joined(start: number, changes: readonly LinesOfDiff[]): TextReplacement[] {
  const replacements: TextReplacement[] = [];
  let at = start;
  for (const { value, added, removed } of changes) {
    const text = value.join('');
    const end = added === true ? at : at + text.length;
    if (added === true || removed === true) {
      const last = replacements.at(-1);
      const written = added === true ? text : '';
      // What is removed and added at one place is one replacement.
      if (last?.end === at) {
        replacements.splice(-1, 1, { start: last.start, end, text: last.text + written });
      } else replacements.push({ start: at, end, text: written });
    }
    at = end;
  }
  return replacements;
}
