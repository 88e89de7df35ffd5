import { scopeOf } from './anchors.ts';
import { fitOf, linesFrom, type Fit, type FittedLine } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { indentOf } from './indentation.ts';
import { oldLines, type HunkLine } from './operations.ts';

/** Dots alone, or dots in a comment, perhaps with words: `...`, `// ... existing code ...`. */
const ELISION =
  /^\s*(?:[([]?(?:\.{3}|…)[\])]?\s*|(?:\/\/|#+|--|;+|%+|\*|\/\*+|<!--|\{\/\*)\s*(?:\.{3}|…)[^.…]*(?:(?:\.{3}|…)\s*(?:(?:\*\/\}?|-->)\s*)?)?)$/;

/** More places of a part of a hunk than this tell nothing. */
const MAX_PLACES = 50;
const MAX_PARTS = 8;
/** Lines that dots may stand for where nothing but nearness says that both sides belong together. */
const MAX_GAP = 12;

/**
 * Fits of a hunk in which a kept line of dots stands for lines that stay as they are. Its parts
 * stand in their order. Two ways that change the same lines are one.
 */
export function elidedFits(haystack: Haystack, lines: readonly HunkLine[]): Fit[] {
  const parts = partsOf(lines);
  if (parts === undefined) return [];
  const places = parts.map(part => haystack.places('loose', oldLines(part)));
  if (places.some(({ length }) => length > MAX_PLACES)) return [];
  const ways = waysThrough(parts, places).filter(way => isBelonging(haystack, parts, way));
  return differentChanges(haystack, parts, ways);
}

/** What stands between the dots; undefined without any, or with nothing to look for in a part. */
function partsOf(lines: readonly HunkLine[]): HunkLine[][] | undefined {
  const parts: HunkLine[][] = [[]];
  for (const line of lines) {
    if (line.kind === 'keep' && ELISION.test(line.text)) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  if (parts.length < 2) return undefined;
  const filled = parts.filter(part => part.length > 0);
  const isFindable = (part: readonly HunkLine[]): boolean =>
    oldLines(part).some(text => text.trim() !== '');
  return filled.length <= MAX_PARTS && filled.every(isFindable) ? filled : undefined;
}

/** Every choice of one place a part, each below the part before it. */
function waysThrough(
  parts: readonly (readonly HunkLine[])[],
  places: readonly (readonly number[])[],
): number[][] {
  let ways: number[][] = [[]];
  for (const [index, choices] of places.entries()) {
    const length = oldLines(parts[index - 1] ?? []).length;
    ways = ways.flatMap(way => {
      const from = (way.at(-1) ?? 0) + length;
      return choices.filter(place => place >= from).map(place => [...way, place]);
    });
    if (ways.length > MAX_PLACES * MAX_PLACES) return [];
  }
  return ways;
}

function differentChanges(
  haystack: Haystack,
  parts: readonly (readonly HunkLine[])[],
  ways: readonly (readonly number[])[],
): Fit[] {
  const fits = new Map<string, Fit>();
  for (const way of ways) {
    const changed = way.filter((_place, index) =>
      parts[index]?.some(({ kind }) => kind !== 'keep'),
    );
    const key = changed.join();
    if (!fits.has(key)) fits.set(key, elidedFit(haystack, parts, way));
  }
  return [...fits.values()];
}

function elidedFit(
  haystack: Haystack,
  parts: readonly (readonly HunkLine[])[],
  way: readonly number[],
): Fit {
  const skipped: string[] = [];
  let end = way[0] ?? 0;
  const lines = parts.flatMap((part, index): FittedLine[] => {
    const place = way[index] ?? end;
    if (place > end) skipped.push(`${end + 1}-${place}`);
    end = place + oldLines(part).length;
    return linesFrom(part, place);
  });
  const notes =
    skipped.length === 0 ? [] : [`leaves out lines ${skipped.join(', ')}, which stay as they are`];
  return fitOf(haystack, lines, way[0] ?? 0, notes);
}

/** A line below which others are indented deeper. */
const OPENS = /(?:[:{([]|=>|\bthen|\bdo)\s*$/;

/**
 * Whether a part that is indented deeper than the first line stands within what that opens, or what
 * a line right above it does: where the rest of a function is gone, the next function's is not
 * meant. Beyond it only what is near, by two lines and more on either side of the dots, or on one
 * where the other opens nothing.
 */
function isBelonging(
  haystack: Haystack,
  parts: readonly (readonly HunkLine[])[],
  way: readonly number[],
): boolean {
  const [first = 0] = way;
  const lines = haystack.in('exact');
  const { to } = scopeOf(lines, first);
  const depth = (at: number): number => indentOf(lines[at] ?? '').length;
  const telling = (part: readonly HunkLine[] = []): string[] =>
    oldLines(part).filter(text => text.trim() !== '');
  return way.every((place, index) => {
    if (index === 0 || place < to || depth(place) <= depth(first)) return true;
    const above = parts[index - 1] ?? [];
    const from = way[index - 1] ?? 0;
    const end = from + oldLines(above).length;
    const opener = lines.findLastIndex(
      (line, at) => from <= at && at < end && line.trim() !== '' && depth(at) < depth(place),
    );
    if (opener > first && place < scopeOf(lines, opener).to) return true;
    const [one = '', ...more] = telling(above);
    const isSaying = more.length > 0;
    const isFollowed = telling(parts[index]).length > 1;
    const isEnough = isSaying ? isFollowed : isFollowed && !OPENS.test(one);
    return place - end <= MAX_GAP && isEnough;
  });
}
