import {
  differ,
  EVERY_SHAPE,
  landing,
  withFileRows,
  withTexts,
  type Disturbance,
} from '../case.ts';
import type { Random } from '../random.ts';
import { isBlank, type FileLine, type Row, type Sample } from '../sample.ts';

const isOld = ({ kind }: Row): boolean => kind !== 'add';

/** The rows that may be changed, some of them, at least one. */
function some(rows: readonly Row[], random: Random, suits: (row: Row) => boolean): Set<number> {
  const all = rows.flatMap((row, index) => (suits(row) ? [index] : []));
  return new Set(random.shuffled(all).slice(0, 1 + random.integer(all.length)));
}

const hasOld = (sample: Sample): boolean =>
  sample.hunk.rows.some(row => isOld(row) && !isBlank(row.text));

function trailing(random: Random): string {
  return random.pick([' ', '  ', '\t', '    ']);
}

/** The file's text of a row: the row's own, if the file was not changed there. */
function rowsOfFile(sample: Sample, lines: readonly FileLine[]): Row[] {
  let at = sample.hunk.first;
  return sample.hunk.rows.map(row =>
    row.kind === 'add' ? row : { kind: row.kind, text: lines[at++]?.text ?? '' },
  );
}

/** Disturbances of white space at the end of lines, and of lines that are nothing else. */
export const whiteSpaceClasses: readonly Disturbance[] = [
  {
    name: 'exact',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make: sample =>
      hasOld(sample) ? landing(sample, { hunk: { line: sample.hunk.first + 1 } }) : undefined,
  },
  {
    name: 'trailingSpaceInEdit',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      if (!hasOld(sample)) return undefined;
      const { rows } = sample.hunk;
      const where = some(rows, random, row => isOld(row) && !isBlank(row.text));
      const written = withTexts(rows, ({ text }, index) =>
        where.has(index) ? text + trailing(random) : text,
      );
      return landing(sample, { written, hunk: { line: sample.hunk.first + 1 } });
    },
  },
  {
    name: 'trailingSpaceInFile',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      if (!hasOld(sample)) return undefined;
      const { rows } = sample.hunk;
      const where = some(rows, random, row => isOld(row) && !isBlank(row.text));
      const lines = withFileRows(sample, ({ text }, index) =>
        where.has(index) ? text + trailing(random) : text,
      );
      return landing(sample, { lines, hunk: { line: sample.hunk.first + 1 } });
    },
  },
  {
    name: 'blankWithSpacesInFile',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      const blank = (row: Row): boolean => isOld(row) && row.text === '';
      if (!hasOld(sample) || !sample.hunk.rows.some(blank)) return undefined;
      const space = random.pick(['  ', '    ', '\t', '        ']);
      const lines = withFileRows(sample, row => (blank(row) ? space : row.text));
      return landing(sample, { lines, hunk: { line: sample.hunk.first + 1 } });
    },
  },
  {
    name: 'blankWithSpacesInEdit',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      const blank = (row: Row): boolean => isOld(row) && row.text === '';
      if (!hasOld(sample) || !sample.hunk.rows.some(blank)) return undefined;
      const space = random.pick(['  ', '    ', '\t']);
      const written = withTexts(sample.hunk.rows, row => (blank(row) ? space : row.text));
      return landing(sample, { written, hunk: { line: sample.hunk.first + 1 } });
    },
  },
  {
    // A block written anew as a whole; what did not change in it keeps its bytes.
    name: 'rewrittenBlock',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(sample, random) {
      const { rows } = sample.hunk;
      const texts = rows.map(({ text }) => text.trim());
      const kept = rows.filter(({ kind, text }) => kind === 'keep' && !isBlank(text));
      if (kept.length < 3 || new Set(texts).size < texts.length) return undefined;
      const where = some(rows, random, ({ kind, text }) => kind === 'keep' && !isBlank(text));
      const lines = withFileRows(sample, ({ text }, index) =>
        where.has(index) ? text + trailing(random) : text,
      );
      const block = rowsOfFile(sample, lines).filter(isOld);
      const exact = lines.filter((_line, at) =>
        block.every((row, index) => row.text.trim() === lines[at + index]?.text.trim()),
      );
      if (exact.length !== 1 || !differ(rows.filter(isOld), block)) return undefined;
      const written: Row[] = [
        ...rows.filter(isOld).map(({ text }) => ({ kind: 'remove', text }) as const),
        ...rows
          .filter(({ kind }) => kind !== 'remove')
          .map(({ text }) => ({ kind: 'add', text }) as const),
      ];
      return landing(sample, { lines, written, hunk: { line: sample.hunk.first + 1 } });
    },
  },
];
