/** A source of chance that a seed decides, so that a corpus can be made again. */
export interface Random {
  /** From 0 up to, and without, `below`. */
  integer(below: number): number;
  /** @throws Error if there is nothing to choose from */
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
  shuffled<T>(from: readonly T[]): T[];
}

/** mulberry32, seeded by a hash of the words. */
export function randomOf(...words: readonly (string | number)[]): Random {
  let state = hashOf(words.join('\0'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    integer,
    pick: from => {
      if (from.length === 0) throw new Error('Nothing to choose from');
      return from.at(integer(from.length)) as (typeof from)[number];
    },
    chance: probability => next() < probability,
    shuffled: from =>
      from
        .map(value => ({ value, key: next() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ value }) => value),
  };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
