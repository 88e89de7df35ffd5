/**
 * Every place where `block` stands in `lines`, as indexes of its first line. Knuth, Morris and
 * Pratt: time grows with the sum of the lengths, whatever repeats.
 */
export function findBlock(lines: readonly string[], block: readonly string[]): number[] {
  if (block.length === 0) return [];
  const fallback = fallbacks(block);
  const found: number[] = [];
  let matched = 0;
  for (const [index, line] of lines.entries()) {
    while (matched > 0 && (matched === block.length || line !== block[matched])) {
      matched = fallback[matched] ?? 0;
    }
    if (line === block[matched]) matched += 1;
    if (matched === block.length) found.push(index - block.length + 1);
  }
  return found;
}

/** Per length matched, the length of the longest proper beginning that is also its end. */
function fallbacks(block: readonly string[]): number[] {
  const fallback = [0, 0];
  let matched = 0;
  for (let index = 1; index < block.length; index += 1) {
    while (matched > 0 && block[index] !== block[matched]) matched = fallback[matched] ?? 0;
    if (block[index] === block[matched]) matched += 1;
    fallback.push(matched);
  }
  return fallback;
}
