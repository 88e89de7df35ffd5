import { beforeSecret, behindSecret } from '../base/text.ts';

/** A piece of a file that is shown whole or not at all: a line, or a cell of a notebook. */
export interface Unit {
  /** Its number in the file, from 1. */
  readonly number: number;
  /** As the model is shown it. */
  readonly text: string;
}

/** Head and tail of some units; what is between them was left out. */
export interface CutUnits {
  readonly head: readonly Unit[];
  readonly tail: readonly Unit[];
  /** Numbers of the first and the last unit that was left out. */
  readonly leftOut: { readonly first: number; readonly last: number } | undefined;
}

/** Most of what is looked for in a file is at its beginning. */
const TAIL_SHARE = 1 / 3;

/** What the units take, in UTF-16 code units. */
export function charactersOf(units: readonly Unit[]): number {
  return units.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/**
 * Head and tail of the units, so that both together are within the limits; the first unit is
 * always there.
 */
export function cutUnits(
  units: readonly Unit[],
  limits: { readonly characters: number; readonly units: number },
): CutUnits {
  if (units.length <= limits.units && charactersOf(units) <= limits.characters) {
    return { head: units, tail: [], leftOut: undefined };
  }
  const wholeIn = secretsStayWhole(units);
  const fittingTail = asMany(units.toReversed(), {
    characters: Math.floor(limits.characters * TAIL_SHARE),
    units: Math.floor(limits.units * TAIL_SHARE),
  }).toReversed();
  const tail = wholeIn.tail(fittingTail);
  const rest = units.slice(0, units.length - tail.length);
  const fitting = asMany(rest, {
    characters: limits.characters - charactersOf(tail),
    units: limits.units - tail.length,
  });
  const whole = wholeIn.head(fitting);
  const head = whole.length === 0 ? rest.slice(0, 1) : whole;
  const first = rest[head.length];
  const last = rest.at(-1);
  return {
    head,
    tail,
    leftOut:
      first === undefined || last === undefined
        ? undefined
        : { first: first.number, last: last.number },
  };
}

/** Takes units off where a secret of several was cut: a part of it could not be told as one later. */
function secretsStayWhole(units: readonly Unit[]): {
  readonly head: (head: readonly Unit[]) => readonly Unit[];
  readonly tail: (tail: readonly Unit[]) => readonly Unit[];
} {
  const text = units.map(unit => unit.text).join('\n');
  const starts = [0];
  for (const unit of units) starts.push((starts.at(-1) ?? 0) + unit.text.length + 1);
  const startOf = (index: number): number => starts[index] ?? 0;
  return {
    head: head => {
      const end = beforeSecret(text, startOf(head.length));
      return head.filter((_each, index) => startOf(index + 1) <= end);
    },
    tail: tail => {
      const first = units.length - tail.length;
      const begin = behindSecret(text, startOf(first));
      return tail.filter((_each, index) => startOf(first + index) >= begin);
    },
  };
}

/** The first units that fit. */
function asMany(
  units: readonly Unit[],
  limits: { readonly characters: number; readonly units: number },
): readonly Unit[] {
  let characters = 0;
  let count = 0;
  for (const { text } of units) {
    characters += text.length + 1;
    if (count >= limits.units || characters > limits.characters) break;
    count += 1;
  }
  return units.slice(0, count);
}

/**
 * Shares a budget fairly: who needs less than an equal share leaves the rest to the others.
 * @returns the share of each, in the order of `needs`
 */
export function fairShares(needs: readonly number[], budget: number): readonly number[] {
  const shares = needs.map(() => 0);
  let left = budget;
  let waiting = needs.length;
  for (const [index, need] of [...needs.entries()].toSorted(([, a], [, b]) => a - b)) {
    const share = Math.min(need, Math.floor(left / waiting));
    shares[index] = share;
    left -= share;
    waiting -= 1;
  }
  return shares;
}
