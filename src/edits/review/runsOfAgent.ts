import { parseConflicts } from '../conflictMarkers.ts';
import { splitLines } from '../lines.ts';
import type { TextReplacement } from '../textReplacement.ts';
import { lineRuns, linesOf, unitRuns } from './lineRuns.ts';

/**
 * What the agent changed, as runs of whole lines (see `lineRuns`); a merge conflict that it resolved
 * is one of them. A line of a side that the resolution keeps did not stay, it was chosen: with a
 * part of the resolution undone, half a conflict would stand in the text.
 */
export function runsOfAgent(before: string, after: string): readonly TextReplacement[] {
  const conflicts = conflictsOf(before);
  if (conflicts.length === 0) return lineRuns(before, after);
  const resolutions = resolutionsOf(before, after, conflicts);
  if (resolutions !== undefined) return resolutions;
  return unitRuns(unitsOf(before), unitsOf(after)).flatMap(run => {
    if (conflictsOf(run.text).length === 0) return [run];
    // A conflict that is still one, and was changed.
    return lineRuns(before.slice(run.start, run.end), run.text).map(part => ({
      ...part,
      start: run.start + part.start,
      end: run.start + part.end,
    }));
  });
}

/** Offsets of a conflict, [start, end). */
interface Place {
  readonly start: number;
  readonly end: number;
}

function conflictsOf(text: string): readonly Place[] {
  const { conflicts } = parseConflicts(text);
  if (conflicts.length === 0) return [];
  const lines = splitLines(text);
  return conflicts.map(({ from, to }) => ({
    start: lines[from]?.start ?? text.length,
    end: lines[to - 1]?.next ?? text.length,
  }));
}

/**
 * What took the place of conflicts where nothing else was changed; undefined if something was. No
 * comparison of lines could tell this where a resolution has lines of the text around it.
 */
function resolutionsOf(
  before: string,
  after: string,
  conflicts: readonly Place[],
): readonly TextReplacement[] | undefined {
  const gone = goneFrom(before, after, conflicts);
  if (gone.length === 0) return undefined;
  const runs: TextReplacement[] = [];
  let at = 0;
  for (const [index, { start, end }] of gone.entries()) {
    const head = before.slice(gone[index - 1]?.end ?? 0, start);
    if (!after.startsWith(head, at)) return undefined;
    at += head.length;
    const next = gone[index + 1];
    const tail = before.slice(end, next?.start);
    const found = next === undefined ? lastPlace(tail, after) : firstPlace(tail, after, at);
    if (found === undefined || found < at) return undefined;
    runs.push({ start, end, text: after.slice(at, found) });
    at = found;
  }
  return runs;
}

/** The conflicts that are not in the other text, those without a line between them as one. */
function goneFrom(before: string, after: string, conflicts: readonly Place[]): readonly Place[] {
  const left = conflictsOf(after).map(({ start, end }) => after.slice(start, end));
  const gone: Place[] = [];
  for (const { start, end } of conflicts) {
    if (left[0] === before.slice(start, end)) {
      left.shift();
      continue;
    }
    const last = gone.at(-1);
    if (last?.end === start) gone.splice(-1, 1, { start: last.start, end });
    else gone.push({ start, end });
  }
  return gone;
}

/** Where these whole lines stand first, from an offset on. */
function firstPlace(lines: string, text: string, from: number): number | undefined {
  for (let at = text.indexOf(lines, from); at >= 0; at = text.indexOf(lines, at + 1)) {
    if (at === 0 || text[at - 1] === '\n') return at;
  }
  return undefined;
}

/** Where these whole lines stand if they end the text. */
function lastPlace(lines: string, text: string): number | undefined {
  const at = text.length - lines.length;
  if (!text.endsWith(lines)) return undefined;
  return lines === '' || at === 0 || text[at - 1] === '\n' ? at : undefined;
}

/** The lines of a text, with their endings, and each of its conflicts as a whole. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  let at = 0;
  for (const { start, end } of conflictsOf(text)) {
    units.push(...linesOf(text.slice(at, start)), text.slice(start, end));
    at = end;
  }
  return [...units, ...linesOf(text.slice(at))];
}
