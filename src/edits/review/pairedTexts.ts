import { stretch } from './stretch.ts';
import { nowSide, baseSide, type Part, type TrackedText } from './trackedText.ts';

/** A hunk as offsets of the two texts, UTF-16 code units. */
export interface PairedHunk {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly baseStart: number;
  readonly baseEnd: number;
  readonly lent: number;
  readonly by: readonly string[];
}

export function pairedHunks({ parts }: TrackedText): PairedHunk[] {
  const hunks: PairedHunk[] = [];
  let start = 0;
  let baseStart = 0;
  for (const part of parts) {
    const end = start + nowSide(part).text.length;
    const baseEnd = baseStart + baseSide(part).text.length;
    if (part.kind === 'hunk') {
      const { id, lent, by } = part;
      hunks.push({ id, start, end, baseStart, baseEnd, lent, by });
    }
    start = end;
    baseStart = baseEnd;
  }
  return hunks;
}

/** The parts that two texts and their hunks make; undefined if they do not fit each other. */
export function partsOf(
  baseline: string,
  current: string,
  hunks: readonly PairedHunk[],
): Part[] | undefined {
  const parts: Part[] = [];
  let at = 0;
  let baseAt = 0;
  for (const { start, end, baseStart, baseEnd, ...rest } of hunks) {
    const outside = current.slice(at, start);
    const isInOrder = at <= start && start <= end && baseAt <= baseStart && baseStart <= baseEnd;
    if (!isInOrder || outside !== baseline.slice(baseAt, baseStart)) return undefined;
    if (outside !== '') parts.push({ kind: 'same', text: stretch(outside) });
    const base = stretch(baseline.slice(baseStart, baseEnd));
    parts.push({ kind: 'hunk', ...rest, base, now: stretch(current.slice(start, end)) });
    at = end;
    baseAt = baseEnd;
  }
  const outside = current.slice(at);
  if (outside !== baseline.slice(baseAt)) return undefined;
  if (outside !== '') parts.push({ kind: 'same', text: stretch(outside) });
  return parts;
}
