import { EVERY_SHAPE, landing, PATCHES, type Disturbance, type EditCase } from '../case.ts';
import { expectedText } from '../expectedText.ts';
import { oldRows, type Row, type Sample, type SampleHunk } from '../sample.ts';

/** Hunks of every form, and what their headers say. */
export const hunkClasses: readonly Disturbance[] = [
  {
    name: 'shiftedLineNumbers',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const shift = (1 + random.integer(60)) * (random.chance(0.5) ? 1 : -1);
      return landing(sample, {
        hunk: { line: Math.max(1, sample.hunk.first + 1 + shift), hinted: true },
      });
    },
  },
  {
    name: 'miscountedHeader',
    shapes: ['unified'],
    fit: 'exact',
    make: (sample, random) =>
      landing(sample, {
        hunk: { line: sample.hunk.first + 1, miscount: random.pick([-2, -1, 1, 2, 5]) },
      }),
  },
  {
    name: 'insertOnly',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample) {
      const rows = sample.hunk.rows.map((row): Row =>
        row.kind === 'remove' ? { kind: 'keep', text: row.text } : row,
      );
      return rows.some(({ kind }) => kind === 'add') && rows.some(({ kind }) => kind === 'keep')
        ? landing(sample, { rows, hunk: { line: sample.hunk.first + 1 } })
        : undefined;
    },
  },
  {
    // Lines to add, with lines to keep on one side alone.
    name: 'insertAtEdge',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const from = rows.findIndex(({ kind }) => kind === 'add');
      const next = rows.findIndex(({ kind }, index) => index > from && kind !== 'add');
      const to = next === -1 ? rows.length : next;
      if (from === -1) return undefined;
      const keep = ({ text }: Row): Row => ({ kind: 'keep', text });
      const above = oldRows(rows.slice(0, from)).map(keep);
      const below = oldRows(rows.slice(to)).map(keep);
      const chosen = random.chance(0.5)
        ? [...above, ...rows.slice(from, to)]
        : [...rows.slice(from, to), ...below];
      const start = chosen[0]?.kind === 'add' ? first + above.length : first;
      return landing(sample, { rows: chosen, first: start, hunk: { line: start + 1 } });
    },
  },
  {
    name: 'deleteOnly',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample) {
      const rows = sample.hunk.rows.filter(({ kind }) => kind !== 'add');
      return rows.some(({ kind }) => kind === 'remove') && rows.length < sample.lines.length
        ? landing(sample, { rows, hunk: { line: sample.hunk.first + 1 } })
        : undefined;
    },
  },
  {
    // Nothing around the change: only what goes and what comes.
    name: 'noContext',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample) {
      const { rows, first } = sample.hunk;
      const from = rows.findIndex(({ kind }) => kind !== 'keep');
      const inner = rows.slice(from, rows.findLastIndex(({ kind }) => kind !== 'keep') + 1);
      if (!inner.some(({ kind }) => kind === 'remove')) return undefined;
      const start = first + oldRows(rows.slice(0, from)).length;
      return landing(sample, { rows: inner, first: start, hunk: { line: start + 1 } });
    },
  },
  {
    name: 'severalHunks',
    shapes: PATCHES,
    fit: 'exact',
    make: sample => several(sample, hunks => hunks),
  },
  {
    name: 'hunksOutOfOrder',
    shapes: PATCHES,
    fit: 'exact',
    make: (sample, random) => several(sample, hunks => random.shuffled(hunks).toReversed()),
  },
];

function several(
  { path, lines, hunks }: Sample,
  order: (hunks: readonly SampleHunk[]) => readonly SampleHunk[],
): EditCase | undefined {
  if (hunks.length < 2) return undefined;
  const ordered = order(hunks.slice(0, 6));
  return {
    path,
    lines,
    written: ordered.map(({ first, rows }) => ({ rows, line: first + 1 })),
    expected: expectedText(lines, ordered),
  };
}
