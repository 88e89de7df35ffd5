/** A line that occurs once in each of two lists: its places in both. */
export type Anchor = readonly [before: number, after: number];

/**
 * The longest row of lines that occur once in both lists, in the order of both. Between them the
 * lists are small, so that comparing long ones takes no time with the square of what differs.
 */
export function uniqueAnchors(before: readonly string[], after: readonly string[]): Anchor[] {
  const places = onceIn(after);
  const pairs: Anchor[] = [];
  for (const [line, at] of onceIn(before)) {
    const other = places.get(line);
    if (at >= 0 && other !== undefined && other >= 0) pairs.push([at, other]);
  }
  return longestRising(pairs);
}

/** The place of each line, -1 if it occurs again; in the order of the first places. */
function onceIn(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [at, line] of lines.entries()) places.set(line, places.has(line) ? -1 : at);
  return places;
}

/** The longest part of pairs, which rise in the first number, that rises in the second too. */
function longestRising(pairs: readonly Anchor[]): Anchor[] {
  interface Link {
    readonly pair: Anchor;
    readonly before: Link | undefined;
  }
  const ends: Link[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, before: ends[low - 1] };
  }
  const rising: Anchor[] = [];
  for (let link = ends.at(-1); link !== undefined; link = link.before) rising.push(link.pair);
  return rising.reverse();
}
