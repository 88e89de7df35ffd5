/**
 * Every place where `block` stands in `sequence`, as indexes of its first element: lines in lines,
 * or characters in a text. Knuth, Morris and Pratt: time grows with the sum of the lengths,
 * whatever repeats.
 */
export function findBlock(sequence: ArrayLike<string>, block: ArrayLike<string>): number[] {
  if (block.length === 0) return [];
  const fallback = fallbacks(block);
  const found: number[] = [];
  let matched = 0;
  for (let index = 0; index < sequence.length; index += 1) {
    const element = sequence[index];
    while (matched > 0 && (matched === block.length || element !== block[matched])) {
      matched = fallback[matched] ?? 0;
    }
    if (element === block[matched]) matched += 1;
    if (matched === block.length) found.push(index - block.length + 1);
  }
  return found;
}

/** Per length matched, the length of the longest proper beginning that is also its end. */
function fallbacks(block: ArrayLike<string>): number[] {
  const fallback = [0, 0];
  let matched = 0;
  for (let index = 1; index < block.length; index += 1) {
    while (matched > 0 && block[index] !== block[matched]) matched = fallback[matched] ?? 0;
    if (block[index] === block[matched]) matched += 1;
    fallback.push(matched);
  }
  return fallback;
}
