import { EVERY_SHAPE, landing, type Disturbance } from '../case.ts';
import { isBlank, oldRows, type Row, type Sample } from '../sample.ts';

const BLANK: Row = { kind: 'keep', text: '' };

const textOf = (row: Row | undefined): string => row?.text ?? '';

function lineAround({ lines, hunk }: Sample, which: 'above' | 'below'): string | undefined {
  const at = which === 'above' ? hunk.first - 1 : hunk.first + oldRows(hunk.rows).length;
  return lines[at]?.text;
}

/** A run of kept rows, [from, to). */
interface Run {
  readonly from: number;
  readonly to: number;
}

function keptRuns(rows: readonly Row[]): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < rows.length; from += 1) {
    if (rows[from]?.kind !== 'keep') continue;
    const next = rows.findIndex((row, index) => index > from && row.kind !== 'keep');
    const to = next === -1 ? rows.length : next;
    runs.push({ from, to });
    from = to;
  }
  return runs;
}

/** The sample with so much more of the file around the hunk, kept. */
function widened({ lines, hunk, ...sample }: Sample, more: number): Sample {
  const first = Math.max(0, hunk.first - more);
  const end = hunk.first + oldRows(hunk.rows).length;
  const keep = ({ text }: { readonly text: string }): Row => ({ kind: 'keep', text });
  const rows = [
    ...lines.slice(first, hunk.first).map(keep),
    ...hunk.rows,
    ...lines.slice(end, end + more).map(keep),
  ];
  return { ...sample, lines, hunk: { first, rows } };
}

function elided(name: string, signs: readonly string[], mayRefuse: boolean): Disturbance {
  return {
    name,
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(narrow, random) {
      const sample = widened(narrow, 8);
      const { lines, hunk } = sample;
      const run = random.shuffled(keptRuns(hunk.rows).filter(({ from, to }) => to - from >= 6))[0];
      if (run === undefined || lines.some(({ text }) => /^\W*(?:\.\.\.|…)\W*$/.test(text))) {
        return undefined;
      }
      const from = run.from + 2 + random.integer(2);
      const to = run.to - 2;
      const indent = /^[ \t]*/.exec(textOf(hunk.rows[from]))?.[0] ?? '';
      const written: Row[] = [
        ...hunk.rows.slice(0, from),
        { kind: 'keep', text: indent + random.pick(signs) },
        ...hunk.rows.slice(to),
      ];
      const file = lines.map(({ text }) => text.trim());
      const isOnce = (rows: readonly Row[]): boolean => {
        const block = oldRows(rows).map(({ text }) => text.trim());
        const places = file.filter((_text, at) => block.every((text, i) => text === file[at + i]));
        return block.some(text => !isBlank(text)) && places.length === 1;
      };
      return isOnce(hunk.rows.slice(0, from)) && isOnce(hunk.rows.slice(to))
        ? landing(sample, { written, hunk: { line: hunk.first + 1 }, mayRefuse })
        : undefined;
    },
  };
}

/** Disturbances of what stands at the edges of a hunk, and of what it leaves out. */
export const edgeClasses: readonly Disturbance[] = [
  {
    name: 'spuriousEdgeBlanks',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const edges = random.shuffled(['above', 'below'] as const).slice(0, 1 + random.integer(2));
      const above = edges.includes('above');
      const below = edges.includes('below');
      if (above && isBlank(lineAround(sample, 'above') ?? 'none')) return undefined;
      if (below && isBlank(lineAround(sample, 'below') ?? 'none')) return undefined;
      if (!rows.some(({ kind, text }) => kind !== 'add' && !isBlank(text))) return undefined;
      const edge = (row: Row | undefined): boolean => row?.kind === 'keep' && !isBlank(row.text);
      if (!edge(rows[0]) || !edge(rows.at(-1))) return undefined;
      const written = [...(above ? [BLANK] : []), ...rows, ...(below ? [BLANK] : [])];
      return landing(sample, { written, hunk: { line: Math.max(1, above ? first : first + 1) } });
    },
  },
  {
    name: 'missingEdgeBlanks',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample) {
      const { rows, first } = sample.hunk;
      const isEdge = ({ kind, text }: Row): boolean => kind === 'keep' && isBlank(text);
      const from = rows.findIndex(row => !isEdge(row));
      const written = rows.slice(from, rows.findLastIndex(row => !isEdge(row)) + 1);
      return written.length === rows.length
        ? undefined
        : landing(sample, { written, hunk: { line: first + 1 } });
    },
  },
  {
    // A blank line between kept lines that the edit does not have.
    name: 'missingInnerBlank',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const inner = rows.flatMap((row, index) =>
        isBlank(row.text) &&
        [index - 1, index, index + 1].every(at => rows[at]?.kind === 'keep') &&
        !isBlank(textOf(rows[index + 1]))
          ? [index]
          : [],
      );
      if (inner.length === 0) return undefined;
      const chosen = random.pick(inner);
      const written = rows.filter((_row, index) => index !== chosen);
      return landing(sample, { written, hunk: { line: first + 1 }, mayRefuse: true });
    },
  },
  {
    // A kept line left out without a word.
    name: 'skippedLine',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(narrow, random) {
      const sample = widened(narrow, 3);
      const { rows, first } = sample.hunk;
      const inner = rows.flatMap((row, index) =>
        !isBlank(row.text) && [index - 1, index, index + 1].every(at => rows[at]?.kind === 'keep')
          ? [index]
          : [],
      );
      if (inner.length === 0) return undefined;
      const chosen = random.pick(inner);
      const written = rows.filter((_row, index) => index !== chosen);
      return landing(sample, { written, hunk: { line: first + 1 }, mayRefuse: true });
    },
  },
  elided('elision', ['...', '…'], false),
  elided('elisionInComment', ['// ...', '# ...', '// ... existing code ...', '/* ... */'], true),
  {
    // Numbers at the lines, as a listing of the file had them.
    name: 'numberedLines',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(sample) {
      const { rows, first } = sample.hunk;
      let line = first;
      const written = rows.map(({ kind, text }): Row => {
        line += kind === 'remove' || kind === 'keep' ? 1 : 0;
        return { kind, text: kind === 'add' ? text : `${line}\t${text}` };
      });
      return landing(sample, { written, hunk: { line: first + 1 }, mayRefuse: true });
    },
  },
  {
    // The line that an `@@` names is the first line of the hunk as well.
    name: 'anchorRepeated',
    shapes: ['patch'],
    fit: 'exact',
    make(sample) {
      const [first] = sample.hunk.rows;
      if (first?.kind !== 'keep' || isBlank(first.text) || first.text.trim().length < 4) {
        return undefined;
      }
      const anchors = [first.text.trim()];
      const once = sample.lines.filter(({ text }) => text.trim() === anchors[0]).length === 1;
      return once ? landing(sample, { hunk: { anchors } }) : undefined;
    },
  },
  {
    // An `@@` line that is not in the file; what the hunk keeps and removes is, once.
    name: 'wrongAnchor',
    shapes: ['patch'],
    fit: 'exact',
    make(sample, random, pool) {
      const other = random.pick(
        random.pick(pool).lines.filter(({ text }) => text.trim().length > 9),
      );
      const anchors = [other.text.trim()];
      return sample.lines.some(({ text }) => text.includes(anchors[0] ?? ''))
        ? undefined
        : landing(sample, { hunk: { anchors }, mayRefuse: true });
    },
  },
];
