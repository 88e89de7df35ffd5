import { fitOf, linesFrom, type Fit, type FittedLine } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { indentOf } from './indentation.ts';
import { oldLines, type HunkLine } from './operations.ts';
import { scopeOf, startsSomething } from './scope.ts';

/** Dots alone, or dots in a comment, perhaps with words: `...`, `// ... existing code ...`. */
const ELISION =
  /^\s*(?:[([]?(?:\.{3}|…)[\])]?\s*|(?:\/\/|#+|--|;+|%+|\*|\/\*+|<!--|\{\/\*)\s*(?:\.{3}|…)[^.…]*(?:(?:\.{3}|…)\s*(?:(?:\*\/\}?|-->)\s*)?)?)$/;

/** More places of a part of a hunk than this tell nothing. */
const MAX_PLACES = 50;
const MAX_PARTS = 8;
/** Lines that dots may stand for where nothing but nearness says that both sides belong together. */
const MAX_GAP = 12;
/** Lines that have no need of what stands beyond the dots to say where they are. */
const MANY = 4;

/**
 * Fits of a hunk in which a kept line of dots stands for lines that stay as they are. Its parts
 * stand in their order. Two ways that change the same lines are one.
 */
export function elidedFits(haystack: Haystack, lines: readonly HunkLine[]): Fit[] {
  const parts = partsOf(lines);
  if (parts === undefined) return [];
  const places = parts.map(part => haystack.places('loose', oldLines(part)));
  const ways = waysThrough(haystack, parts, places).filter(way =>
    isBelonging(haystack, parts, way),
  );
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
  haystack: Haystack,
  parts: readonly (readonly HunkLine[])[],
  places: readonly (readonly number[])[],
): number[][] {
  let ways: number[][] = [[]];
  for (const [index, all] of places.entries()) {
    const length = oldLines(parts[index - 1] ?? []).length;
    ways = ways.flatMap(way => {
      const from = (way.at(-1) ?? 0) + length;
      const below = all.filter(place => place >= from);
      const closing = closingPlace(haystack, parts, way, below);
      const choices = closing !== undefined ? [closing] : all.length > MAX_PLACES ? [] : below;
      return choices.map(place => [...way, place]);
    });
    if (ways.length > MAX_PLACES * MAX_PLACES) return [];
  }
  return ways;
}

/** What closes a block: it stands below every block, and closes the one that the hunk opens. */
const CLOSES = /^\s*(?:\}|<\/|(?:end|fi|done|esac)\b)/;

/**
 * The place of the part below a way that begins with what closes a line of the way: the first as
 * deep as that line. Undefined if the part does not, or if something else closes it before.
 */
function closingPlace(
  haystack: Haystack,
  parts: readonly (readonly HunkLine[])[],
  way: readonly number[],
  choices: readonly number[],
): number | undefined {
  const [closer = ''] = oldLines(parts[way.length] ?? []);
  if (!CLOSES.test(closer)) return undefined;
  const opener = way
    .flatMap((place, index) => linesFrom(parts[index] ?? [], place))
    .findLast(line => line.kind !== 'add' && isNoDeeper(line.text, closer));
  if (opener === undefined || CLOSES.test(opener.text) || !isNoDeeper(closer, opener.text)) {
    return undefined;
  }
  const lines = haystack.in('exact');
  const { to } = scopeOf(lines, opener.at);
  const head = lines[opener.at] ?? '';
  const isClosing = (line: string): boolean =>
    CLOSES.test(line) && isNoDeeper(line, head) && isNoDeeper(head, line);
  const first = lines.findIndex((line, at) => at > opener.at && at < to && isClosing(line));
  return choices.find(place => place === first);
}

/** Whether a line that says something is indented no deeper than another. */
function isNoDeeper(line: string, than: string): boolean {
  return line.trim() !== '' && indentOf(line).length <= indentOf(than).length;
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

/** Whether something starts between a part and the one above it that holds neither of them. */
function isParted(
  haystack: Haystack,
  parts: readonly (readonly HunkLine[])[],
  way: readonly number[],
  index: number,
): boolean {
  const lines = haystack.in('exact');
  const from = way[index - 1] ?? 0;
  const to = way[index] ?? 0;
  const end = from + oldLines(parts[index - 1] ?? []).length;
  const above = lines.slice(from, end).findLast(line => line.trim() !== '') ?? '';
  const below = lines.slice(to).find(line => line.trim() !== '') ?? '';
  const depth = Math.min(indentOf(above).length, indentOf(below).length);
  return lines.slice(end, to).some(line => indentOf(line).length < depth && startsSomething(line));
}

/** A line below which others are indented deeper. */
const OPENS = /(?:[:{([]|=>|\bthen|\bdo)\s*$/;

/** Whether what changes on either side of dots is told by many lines of its own. */
function isSure(parts: readonly (readonly HunkLine[])[], index: number): boolean {
  return parts.slice(index - 1, index + 1).every(part => {
    const changes = part.some(({ kind }) => kind !== 'keep');
    return !changes || telling(part).length >= MANY;
  });
}

function telling(part: readonly HunkLine[] = []): string[] {
  return oldLines(part).filter(text => text.trim() !== '');
}

/**
 * Whether a part that is indented deeper than the first line stands within what that opens, or what
 * a line right above it does: where the rest of a function is gone, the next function's is not
 * meant. Beyond it, and where something less deep starts in between, only what is near, by two
 * lines and more on either side of the dots, or on one where the other opens nothing.
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
  return way.every((place, index) => {
    if (index === 0) return true;
    const isWhole = isSure(parts, index) || !isParted(haystack, parts, way, index);
    if (isWhole && (place < to || depth(place) <= depth(first))) return true;
    const above = parts[index - 1] ?? [];
    const from = way[index - 1] ?? 0;
    const end = from + oldLines(above).length;
    const opener = lines.findLastIndex(
      (line, at) => from <= at && at < end && line.trim() !== '' && depth(at) < depth(place),
    );
    if (isWhole && opener > first && place < scopeOf(lines, opener).to) return true;
    const [one = '', ...more] = telling(above);
    const isSaying = more.length > 0;
    const isFollowed = telling(parts[index]).length > 1;
    const isEnough = isSaying ? isFollowed : isFollowed && !OPENS.test(one);
    return place - end <= MAX_GAP && isEnough;
  });
}
