import {
  EVERY_SHAPE,
  landing,
  PATCHES,
  refused,
  withTexts,
  type Disturbance,
  type EditCase,
} from '../case.ts';
import { expectedText } from '../expectedText.ts';
import type { Random } from '../random.ts';
import { hunksOf, indentOf, isBlank, oldRows, type Row, type Sample } from '../sample.ts';
import { blocksOf, withOtherToken } from '../words.ts';
import type { WrittenHunk } from '../writtenEdit.ts';

const LAZY = ['... existing code ...', '... rest of the code unchanged ...', '... (unchanged) ...'];

/** Rows that put what a block holds into a condition. */
function wrapping({ lines }: Sample, random: Random): { first: number; rows: Row[] } | undefined {
  const blocks = blocksOf(lines, 14).filter(({ from, to }) => to - from > 3);
  if (blocks.length === 0) return undefined;
  const { from, to } = random.pick(blocks);
  const inner = lines.slice(from + 1, to - 1).map(({ text }) => text);
  const indent = indentOf(inner[0] ?? '');
  const isInside = (text: string): boolean => isBlank(text) || text.startsWith(indent);
  if (indent === '' || indent.includes('\t') || !inner.every(isInside)) return undefined;
  if (isBlank(inner[0] ?? '') || isBlank(inner.at(-1) ?? '')) return undefined;
  const deeper = inner.map(text => (isBlank(text) ? text : `  ${text}`));
  const row =
    (kind: Row['kind']) =>
    (text: string): Row => ({ kind, text });
  return {
    first: from,
    rows: [
      row('keep')(lines[from]?.text ?? ''),
      ...inner.map(row('remove')),
      ...[`${indent}if (wanted) {`, ...deeper, `${indent}}`].map(row('add')),
      row('keep')(lines[to - 1]?.text ?? ''),
    ],
  };
}

const several = (sample: Sample, written: readonly WrittenHunk[]): EditCase => ({
  path: sample.path,
  lines: sample.lines,
  written,
  expected: expectedText(sample.lines, sample.hunks.slice(0, 2)),
});

/** Edits that write much anew, and several hunks that know of each other. */
export const rewriteClasses: readonly Disturbance[] = [
  {
    name: 'wrapped',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const wrap = wrapping(sample, random);
      return wrap && landing(sample, { ...wrap, hunk: { line: wrap.first + 1 } });
    },
  },
  {
    name: 'wrappedIndentLost',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(sample, random) {
      const wrap = wrapping(sample, random);
      const lost = wrap === undefined ? 0 : indentOf(wrap.rows[0]?.text ?? '').length;
      if (wrap === undefined || lost === 0) return undefined;
      if (wrap.rows.some(({ text }) => !isBlank(text) && indentOf(text).length < lost)) {
        return undefined;
      }
      const block = oldRows(wrap.rows).map(({ text }) => text.trim());
      const places = sample.lines.filter((_line, at) =>
        block.every((text, index) => text === sample.lines[at + index]?.text.trim()),
      );
      if (places.length !== 1) return undefined;
      const written = withTexts(wrap.rows, ({ text }) => (isBlank(text) ? text : text.slice(lost)));
      return landing(sample, { ...wrap, written, hunk: { line: wrap.first + 1 } });
    },
  },
  {
    // New text that leaves lines out where the old text has them: they would be lost.
    name: 'lazyRewrite',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const { lines } = sample;
      const blocks = blocksOf(lines).filter(({ from, to }) => to - from > 6);
      if (blocks.length === 0) return undefined;
      const { from, to } = random.pick(blocks);
      const block = lines.slice(from, to).map(({ text }) => text);
      const first = withOtherToken(block[1] ?? '', lines, random);
      if (first === undefined) return undefined;
      const sign = /\.(?:py|sh|rb|ya?ml|toml)$/.test(sample.path) ? '#' : '//';
      const lazy = `${indentOf(block[1] ?? '')}${sign} ${random.pick(LAZY)}`;
      const rows: Row[] = [
        ...block.map(text => ({ kind: 'remove', text }) as const),
        ...[block[0] ?? '', first, lazy, block.at(-1) ?? ''].map(
          text => ({ kind: 'add', text }) as const,
        ),
      ];
      return refused(sample.path, lines, { rows, line: from + 1 });
    },
  },
  {
    name: 'wholeFile',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make({ lines, ...sample }) {
      if (lines.length > 120) return undefined;
      const texts = lines.map(({ text }) => text);
      const after = texts.toSpliced(
        sample.hunk.first,
        oldRows(sample.hunk.rows).length,
        ...sample.hunk.rows.filter(({ kind }) => kind !== 'remove').map(({ text }) => text),
      );
      const [hunk] = hunksOf(texts, after, texts.length);
      return hunk && landing({ ...sample, lines }, { ...hunk, hunk: { line: 1 } });
    },
  },
  {
    // Two hunks, the lines kept by the one reaching into those of the other.
    name: 'overlappingContext',
    shapes: PATCHES,
    fit: 'exact',
    make(sample) {
      const [one, two] = sample.hunks;
      if (one === undefined || two === undefined) return undefined;
      const end = one.first + oldRows(one.rows).length;
      if (two.first - end > 4) return undefined;
      const between = sample.lines
        .slice(end, two.first + 1)
        .map(({ text }): Row => ({ kind: 'keep', text }));
      return several(sample, [
        { rows: [...one.rows, ...between], line: one.first + 1 },
        { rows: two.rows, line: two.first + 1 },
      ]);
    },
  },
  {
    // The second hunk shows what the first one has made of the lines above it.
    name: 'sequentialHunks',
    shapes: PATCHES,
    fit: 'own',
    make(sample) {
      const [one, two] = sample.hunks;
      if (one === undefined || two === undefined) return undefined;
      const last = one.rows.findLastIndex(({ kind }) => kind !== 'keep');
      const added = one.rows[last];
      const end = one.first + oldRows(one.rows).length;
      if (added?.kind !== 'add' || two.first - end > 6) return undefined;
      const keep = ({ text }: { readonly text: string }): Row => ({ kind: 'keep', text });
      const shown = [
        ...[added, ...one.rows.slice(last + 1)].map(keep),
        ...sample.lines.slice(end, two.first).map(keep),
      ];
      const kase = several(sample, [
        { rows: one.rows, line: one.first + 1 },
        { rows: [...shown, ...two.rows], line: two.first + 1 },
      ]);
      return { ...kase, mayRefuse: true };
    },
  },
  {
    // One of two hunks has no place: nothing may be changed.
    name: 'oneOfTwoHunksStale',
    shapes: PATCHES,
    fit: 'own',
    make(sample, random) {
      const [one, two] = sample.hunks;
      const removed = two?.rows.findIndex(({ kind, text }) => kind === 'remove' && !isBlank(text));
      if (one === undefined || two === undefined || removed === undefined || removed === -1) {
        return undefined;
      }
      const text = withOtherToken(two.rows[removed]?.text ?? '', sample.lines, random);
      if (text === undefined || sample.lines.some(line => line.text.trim() === text.trim())) {
        return undefined;
      }
      const rows = two.rows.with(removed, { kind: 'remove', text });
      return refused(
        sample.path,
        sample.lines,
        { rows: one.rows, line: one.first + 1 },
        { rows, line: two.first + 1 },
      );
    },
  },
];
