import {
  EVERY_SHAPE,
  landing,
  refused,
  withTexts,
  type Disturbance,
  type EditCase,
} from '../case.ts';
import type { Random } from '../random.ts';
import { isBlank, oldRows, type Sample } from '../sample.ts';
import { withOtherToken, withSlip } from '../words.ts';

/** Lines that have to be right besides, so that the place is beyond doubt. */
const MIN_RIGHT = 3;

function slipped(sample: Sample, random: Random, count: number): EditCase | undefined {
  const { rows, first } = sample.hunk;
  const kept = rows.flatMap(({ kind, text }, index) =>
    kind === 'keep' && withSlip(text, random) !== undefined ? [index] : [],
  );
  const chosen = new Set(random.shuffled(kept).slice(0, count));
  const right = rows.filter(
    ({ kind, text }, index) => kind !== 'add' && !isBlank(text) && !chosen.has(index),
  );
  if (chosen.size < count || right.length < MIN_RIGHT) return undefined;
  const written = withTexts(rows, ({ text }, index) =>
    chosen.has(index) ? (withSlip(text, random) ?? text) : text,
  );
  return landing(sample, { written, hunk: { line: first + 1 }, mayRefuse: count > 1 });
}

/** A comment with a word lost, said twice, or put before the one in front of it. */
function reworded(text: string, random: Random): string {
  const words = text.split(/(?<=\w) (?=\w)/);
  const at = 1 + random.integer(words.length - 2);
  const [word = '', next = ''] = words.slice(at, at + 2);
  const said = random.pick([[next], [word, word, next], [next, word]]);
  return words.toSpliced(at, 2, ...said).join(' ');
}

/** Lines remembered badly, and lines that are not what they were. */
export const slipClasses: readonly Disturbance[] = [
  {
    name: 'slipInKeptLine',
    shapes: EVERY_SHAPE,
    fit: 'slip',
    make: (sample, random) => slipped(sample, random, 1),
  },
  {
    // The words of a comment that is kept, not as they are.
    name: 'slipInComment',
    shapes: EVERY_SHAPE,
    fit: 'slip',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const comments = rows.flatMap(({ kind, text }, index) =>
        kind === 'keep' && /^\s*(?:\/\/|\/?\*|#) ?(?:[\w,'-]+ ){4}/.test(text) ? [index] : [],
      );
      if (comments.length === 0) return undefined;
      const chosen = random.pick(comments);
      const right = rows.filter(
        ({ kind, text }, index) => kind !== 'add' && !isBlank(text) && index !== chosen,
      );
      if (right.length < MIN_RIGHT) return undefined;
      const written = withTexts(rows, ({ text }, index) =>
        index === chosen ? reworded(text, random) : text,
      );
      return landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    name: 'twoSlips',
    shapes: EVERY_SHAPE,
    fit: 'slips',
    make: (sample, random) => slipped(sample, random, 2),
  },
  {
    // What was to be removed has changed since: overwriting it would lose the change.
    name: 'staleRemovedLine',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const removed = oldRows(rows).flatMap(({ kind, text }, index) =>
        kind === 'remove' && !isBlank(text) ? [index] : [],
      );
      if (removed.length === 0) return undefined;
      const at = first + random.pick(removed);
      const line = sample.lines[at];
      const text = line && withOtherToken(line.text, sample.lines, random);
      if (line === undefined || text === undefined) return undefined;
      const lines = sample.lines.with(at, { text, ending: line.ending });
      return refused(sample.path, lines, { rows, line: first + 1 });
    },
  },
  {
    // A line that the model remembers badly and wants to be removed.
    name: 'slipInRemovedLine',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const removed = rows.flatMap(({ kind, text }, index) =>
        kind === 'remove' && withSlip(text, random) !== undefined ? [index] : [],
      );
      if (removed.length === 0) return undefined;
      const chosen = random.pick(removed);
      const written = withTexts(rows, ({ text }, index) =>
        index === chosen ? (withSlip(text, random) ?? text) : text,
      );
      return refused(sample.path, sample.lines, { rows: written, line: first + 1 });
    },
  },
  {
    // The user has written a line between those that were to be removed.
    name: 'lineInsertedSince',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const old = oldRows(rows);
      const between = old.flatMap(({ kind }, index) =>
        kind === 'remove' && old[index - 1]?.kind === 'remove' ? [index] : [],
      );
      if (between.length === 0) return undefined;
      const at = first + random.pick(between);
      const copied = random.pick(sample.lines.filter(({ text }) => text.trim().length > 5));
      const lines = sample.lines.toSpliced(at, 0, { text: copied.text, ending: '\n' });
      return refused(sample.path, lines, { rows, line: first + 1 });
    },
  },
  {
    // What was to be removed is gone; what is around it stands.
    name: 'removedSince',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample) {
      const { rows, first } = sample.hunk;
      const old = oldRows(rows);
      const gone = old.flatMap(({ kind }, index) => (kind === 'remove' ? [first + index] : []));
      const lines = sample.lines.filter((_line, index) => !gone.includes(index));
      return gone.length === 0 ? undefined : refused(sample.path, lines, { rows, line: first + 1 });
    },
  },
  {
    name: 'absent',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample, random, pool) {
      const other = random.pick(pool);
      if (other.path === sample.path) return undefined;
      const { rows, first } = other.hunk;
      const real = oldRows(rows).filter(({ text }) => text.trim().length > 3);
      return real.length < 2
        ? undefined
        : refused(sample.path, sample.lines, { rows, line: first + 1 });
    },
  },
];
