import { splitLines } from './lines.ts';

/** Lines [from, to) of a text, from 0. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A place that a merge left to people; the lines are those of the whole block with its markers. */
export interface Conflict extends Lines {
  readonly ours: Lines;
  /** What both come from, where git was told to write it (diff3). */
  readonly base: Lines | undefined;
  readonly theirs: Lines;
}

export interface Conflicts {
  readonly conflicts: readonly Conflict[];
  /** Line, from 0, of the first marker that fits into no conflict: nested, unfinished, out of order. */
  readonly broken: number | undefined;
}

type Marker = 'ours' | 'base' | 'theirs' | 'end';

const MARKERS: Readonly<Record<string, Marker>> = {
  '<': 'ours',
  '|': 'base',
  '=': 'theirs',
  '>': 'end',
};

/** Seven signs, alone or before a name; longer ones are of a conflict within the base. */
export function conflictMarker(line: string): Marker | undefined {
  return /^([<|>])\1{6}(?: |$)|^={7}$/.test(line) ? MARKERS[line.charAt(0)] : undefined;
}

/**
 * The conflicts of a text, with any line endings. A line of `=======` outside of a conflict is
 * text, such as the underlining of a heading; so is `|||||||` there.
 */
export function parseConflicts(text: string): Conflicts {
  const conflicts: Conflict[] = [];
  /** Lines of the markers of the conflict that is open, in their order. */
  let open: { readonly marker: Marker; readonly line: number }[] = [];
  const lines = text.includes('<<<<<<<') || text.includes('>>>>>>>') ? splitLines(text) : [];
  for (const [line, { text: written }] of lines.entries()) {
    const marker = conflictMarker(written);
    if (marker === undefined) continue;
    const last = open.at(-1)?.marker;
    if (last === undefined && (marker === 'theirs' || marker === 'base')) continue;
    if (!follows(marker, last)) return { conflicts, broken: line };
    open.push({ marker, line });
    if (marker !== 'end') continue;
    const conflict = conflictOf(open);
    if (conflict === undefined) return { conflicts, broken: line };
    conflicts.push(conflict);
    open = [];
  }
  return { conflicts, broken: open[0]?.line };
}

function follows(marker: Marker, last: Marker | undefined): boolean {
  switch (marker) {
    case 'ours':
      return last === undefined;
    case 'base':
      return last === 'ours';
    case 'theirs':
      return last === 'ours' || last === 'base';
    case 'end':
      return last === 'theirs';
  }
}

function conflictOf(
  markers: readonly { readonly marker: Marker; readonly line: number }[],
): Conflict | undefined {
  const lineOf = (wanted: Marker): number | undefined =>
    markers.find(({ marker }) => marker === wanted)?.line;
  const start = lineOf('ours');
  const base = lineOf('base');
  const middle = lineOf('theirs');
  const end = lineOf('end');
  if (start === undefined || middle === undefined || end === undefined) return undefined;
  return {
    from: start,
    to: end + 1,
    ours: { from: start + 1, to: base ?? middle },
    base: base === undefined ? undefined : { from: base + 1, to: middle },
    theirs: { from: middle + 1, to: end },
  };
}

/**
 * A text with conflicts replaced by lines, and all other lines as they are.
 * @param resolutions of conflicts of this text; lines have no line ending
 * @returns the text with LF
 */
export function withResolutions(
  text: string,
  resolutions: readonly { readonly conflict: Lines; readonly lines: readonly string[] }[],
): string {
  const before = splitLines(text).map(line => line.text);
  const out: string[] = [];
  let at = 0;
  for (const { conflict, lines } of resolutions.toSorted(
    (a, b) => a.conflict.from - b.conflict.from,
  )) {
    for (const line of before.slice(at, conflict.from)) out.push(line);
    for (const line of lines) out.push(line);
    at = conflict.to;
  }
  for (const line of before.slice(at)) out.push(line);
  return out.length === 0 ? '' : `${out.join('\n')}${/[\r\n]$/.test(text) ? '\n' : ''}`;
}
