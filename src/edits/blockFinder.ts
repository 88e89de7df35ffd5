import { findBlock } from './findBlock.ts';

/** From this search on, knowing where each line stands saves more time than it takes. */
const SEARCHES_WITHOUT_INDEX = 16;

/**
 * Finds blocks of lines in the same lines again and again: the first few by going through them, the
 * others by where the block's rarest line stands. Time for a block grows at most with the number of
 * lines, whatever repeats.
 */
export function createBlockFinder(
  lines: readonly string[],
): (block: readonly string[]) => number[] {
  let searches = 0;
  let index: ReadonlyMap<string, readonly number[]> | undefined;
  return block => {
    searches += 1;
    if (searches <= SEARCHES_WITHOUT_INDEX) return findBlock(lines, block);
    index ??= standing(lines);
    const rarest = rarestLine(index, block);
    if (rarest.places.length * block.length > lines.length) return findBlock(lines, block);
    return rarest.places
      .map(place => place - rarest.offset)
      .filter(first => block.every((line, offset) => line === lines[first + offset]));
  };
}

/** Where each line stands. */
function standing(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    const places = index.get(line);
    if (places === undefined) index.set(line, [at]);
    else places.push(at);
  }
  return index;
}

function rarestLine(
  index: ReadonlyMap<string, readonly number[]>,
  block: readonly string[],
): { readonly offset: number; readonly places: readonly number[] } {
  let rarest: { offset: number; places: readonly number[] } | undefined;
  for (const [offset, line] of block.entries()) {
    const places = index.get(line) ?? [];
    if (rarest === undefined || places.length < rarest.places.length) rarest = { offset, places };
  }
  return rarest ?? { offset: 0, places: [] };
}
