/** A line that two texts have in common: its index in each. */
export interface CommonLine {
  readonly before: number;
  readonly after: number;
}

/**
 * Lines that stand once in either text and in the same order in both: the longest such run, after
 * Bram Cohen's patience diff. Time grows with the lines, times their logarithm.
 */
export function commonLines(before: readonly string[], after: readonly string[]): CommonLine[] {
  const unique = onlyOnce(before);
  const pairs = [...onlyOnce(after)].flatMap(([line, index]) => {
    const place = unique.get(line);
    return place === undefined ? [] : [{ before: place, after: index }];
  });
  return longestRising(pairs.toSorted((a, b) => a.before - b.before));
}

function onlyOnce(lines: readonly string[]): Map<string, number> {
  const seen = new Set<string>();
  const unique = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (seen.has(line)) unique.delete(line);
    else unique.set(line, index);
    seen.add(line);
  }
  return unique;
}

interface Card {
  readonly pair: CommonLine;
  readonly previous: Card | undefined;
}

function longestRising(pairs: readonly CommonLine[]): CommonLine[] {
  const piles: Card[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((piles[middle]?.pair.after ?? Infinity) < pair.after) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, previous: piles[low - 1] };
  }
  const run: CommonLine[] = [];
  for (let card = piles.at(-1); card !== undefined; card = card.previous) run.push(card.pair);
  return run.toReversed();
}
