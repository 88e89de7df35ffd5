/** How many elements two rows have in common at their beginning and, behind that, at their end. */
export interface SharedEnds {
  readonly head: number;
  readonly tail: number;
}

/** Compares rows of lines or tokens, or the characters (UTF-16 code units) of two texts. */
export function sharedEnds(a: ArrayLike<string>, b: ArrayLike<string>): SharedEnds {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { head, tail };
}
