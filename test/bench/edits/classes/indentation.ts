import {
  differ,
  EVERY_SHAPE,
  landing,
  withFileRows,
  withTexts,
  type Disturbance,
} from '../case.ts';
import { indentOf, isBlank, type FileLine, type Row, type Sample } from '../sample.ts';

const textRows = (rows: readonly Row[]): Row[] => rows.filter(({ text }) => !isBlank(text));

/** The least indentation of the rows that are not blank, in characters; 0 if they mix signs. */
function common(rows: readonly Row[]): number {
  const indents = textRows(rows).map(({ text }) => indentOf(text));
  const signs = new Set(indents.join(''));
  return signs.size > 1 || indents.length === 0
    ? 0
    : Math.min(...indents.map(indent => indent.length));
}

const oldText = (rows: readonly Row[]): Row[] =>
  textRows(rows).filter(({ kind }) => kind !== 'add');

/** Each indentation that added rows have is one that lines of the file in the hunk have as well. */
function isShown(rows: readonly Row[]): boolean {
  const shown = new Set(oldText(rows).map(({ text }) => indentOf(text)));
  return textRows(rows).every(({ text }) => shown.has(indentOf(text)));
}

const unitOf = (rows: readonly Row[]): number | undefined => {
  const widths = textRows(rows).map(({ text }) => indentOf(text));
  if (widths.some(indent => indent.includes('\t'))) return undefined;
  return [4, 2].find(unit => widths.every(indent => indent.length % unit === 0));
};

function shifted(name: string, shift: (text: string, least: number) => string): Disturbance {
  return {
    name,
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      if (oldText(rows).length < 2) return undefined;
      const least = common(rows);
      const written = withTexts(rows, ({ text }) => (isBlank(text) ? text : shift(text, least)));
      return differ(rows, written)
        ? landing(sample, { written, hunk: { line: first + 1 } })
        : undefined;
    },
  };
}

/** The file in tabs where the sample has spaces, from end to end. */
function inTabs(sample: Sample, unit: number): FileLine[] | undefined {
  const units = sample.lines.map(({ text }) => indentOf(text));
  if (units.some(indent => indent.includes('\t'))) return undefined;
  return sample.lines.map(({ text, ending }) => ({ text: tabbed(text, unit), ending }));
}

function tabbed(text: string, unit: number): string {
  const width = indentOf(text).length;
  return '\t'.repeat(Math.floor(width / unit)) + ' '.repeat(width % unit) + text.slice(width);
}

/** Disturbances of the indentation. Added lines are to have the file's. */
export const indentationClasses: readonly Disturbance[] = [
  shifted('indentLost', (text, least) => text.slice(least)),
  shifted('indentGained', text => `    ${text}`),
  // A space between the marker of a row and its text, as people write lists.
  shifted('spaceAfterMarker', text => ` ${text}`),
  {
    name: 'indentPartlyLost',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const least = common(rows);
      if (least < 3 || oldText(rows).length < 2) return undefined;
      const lost = 1 + random.integer(least - 1);
      const written = withTexts(rows, ({ text }) => (isBlank(text) ? text : text.slice(lost)));
      return landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    // What was copied from within its first line: the others have their indentation.
    name: 'indentLostInFirstLine',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      if (rows[0]?.kind !== 'keep' || indentOf(rows[0].text) === '' || oldText(rows).length < 2)
        return undefined;
      const written = withTexts(rows, ({ text }, index) => (index === 0 ? text.trimStart() : text));
      return landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    // Each level of four columns written as two.
    name: 'indentHalved',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      if (unitOf(rows) !== 4 || oldText(rows).length < 2) return undefined;
      const written = withTexts(rows, ({ text }) => text.slice(indentOf(text).length / 2));
      if (!differ(rows, written) || !isShown(rows)) return undefined;
      return landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    name: 'indentDoubled',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      if (unitOf(rows) === undefined || oldText(rows).length < 2) return undefined;
      const written = withTexts(rows, ({ text }) => (isBlank(text) ? text : indentOf(text) + text));
      if (!differ(rows, written) || !isShown(rows)) return undefined;
      return landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    name: 'tabsInFile',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const unit = unitOf(sample.hunk.rows);
      const lines = unit === undefined ? undefined : inTabs(sample, unit);
      if (unit === undefined || lines === undefined) return undefined;
      const { rows, first } = sample.hunk;
      if (!oldText(rows).some(({ text }) => indentOf(text) !== '')) return undefined;
      const real = withTexts(rows, ({ text }) => tabbed(text, unit));
      return landing(sample, { lines, rows: real, written: rows, hunk: { line: first + 1 } });
    },
  },
  {
    name: 'tabsInEdit',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      const unit = unitOf(rows);
      if (unit === undefined || !oldText(rows).some(({ text }) => indentOf(text) !== '')) {
        return undefined;
      }
      const written = withTexts(rows, ({ text }) => tabbed(text, unit));
      return landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    // Kept lines alone lack the marker, and so a column of their indentation.
    name: 'markerLost',
    shapes: ['patch', 'unified'],
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      const kept = rows.filter(({ kind, text }) => kind === 'keep' && !isBlank(text));
      if (kept.length < 2 || kept.some(({ text }) => !text.startsWith('  '))) return undefined;
      const written = withTexts(rows, ({ kind, text }) => (kind === 'keep' ? text.slice(1) : text));
      return landing(sample, { written, hunk: { line: first + 1 }, mayRefuse: true });
    },
  },
  {
    // The file's own lines are indented by hand, one column off; kept lines stay so.
    name: 'oddIndentInFile',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const kept = rows.flatMap(({ kind, text }, index) =>
        kind === 'keep' && !isBlank(text) ? [index] : [],
      );
      if (kept.length < 2) return undefined;
      const odd = random.pick(kept);
      // What added lines are to be indented like has to stand there undisturbed.
      if (!isShown(rows.filter((_row, index) => index !== odd))) return undefined;
      const lines = withFileRows(sample, ({ text }, index) => (index === odd ? ` ${text}` : text));
      return landing(sample, { lines, hunk: { line: first + 1 } });
    },
  },
];
