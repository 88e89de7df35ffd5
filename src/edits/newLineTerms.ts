import { indentPairs, type FittedLine } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { mayOpen } from './heads.ts';
import { indentOf, isDeeper, type IndentPair } from './indentation.ts';

/**
 * In whose terms the new lines of a hunk are indented, whose old ones lost some of theirs: in those
 * of the given old lines, or already in those of the file.
 */
export type Terms = 'given' | 'file' | 'unknown';

/** What stands around lines that are added in one place. */
export interface Surroundings {
  /** The last kept line above. */
  readonly above: FittedLine | undefined;
  /** The first of the removed lines in whose place they come. */
  readonly removed: FittedLine | undefined;
  /** The first kept line below. */
  readonly below: FittedLine | undefined;
  readonly added: readonly string[];
}

/** What a line begins with that goes on with the one above. */
const CONTINUES = /^(?:[.?:&|+*/=<>-]|and\b|or\b)/;

/**
 * What the first of the added lines tells: as deep as a line beside it, or in whose place it comes,
 * is as given or in the file. Unknown where it would become deeper than is likely; undefined if it
 * tells nothing.
 */
export function termsOf(haystack: Haystack, around: Surroundings): Terms | undefined {
  const first = around.added.find(text => text.trim() !== '');
  if (first === undefined) return undefined;
  const pairOf = (line: FittedLine | undefined): IndentPair | undefined =>
    line && indentPairs(haystack, [line])[0];
  const indent = indentOf(first);
  const above = pairOf(around.above);
  const removed = pairOf(around.removed);
  const below = pairOf(around.below);
  if ([above, removed, below].some(pair => pair?.given === indent)) return 'given';
  const isAsFound = (pair: IndentPair | undefined): boolean =>
    pair !== undefined && isLost(pair) && pair.found === indent;
  if (isAsFound(removed)) return 'file';
  const isOpened =
    mayOpen(haystack.lines[around.above?.at ?? -1]?.text ?? '') || CONTINUES.test(first.trim());
  if (isAsFound(above)) return isOpened ? 'given' : 'file';
  if (isAsFound(below)) return 'file';
  if (above === undefined || !isLost(above)) return undefined;
  // Deeper than a line that opens nothing, or deeper by more than one level.
  const isTooDeep = isDeeper(indent, isOpened ? above.found : above.given);
  const isKnown = haystack.lines.some(({ text }) => indentOf(text) === indent);
  return isTooDeep && (isKnown || !isOpened) ? 'unknown' : undefined;
}

/** Whether white space at the beginning of a line was left out. */
function isLost({ given, found }: IndentPair): boolean {
  return isDeeper(found, given);
}
