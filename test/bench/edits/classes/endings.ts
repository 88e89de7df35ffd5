import { EVERY_SHAPE, landing, type Disturbance } from '../case.ts';
import { isBlank, oldRows, type FileLine, type Sample } from '../sample.ts';

const BOM = '\ufeff';

const lineHint = (sample: Sample) => ({ line: sample.hunk.first + 1 });

function withEndings(lines: readonly FileLine[], endingOf: (index: number) => string): FileLine[] {
  return lines.map(({ text, ending }, index) => ({
    text,
    ending: ending === '' ? '' : endingOf(index),
  }));
}

/** Indexes [from, to) of the hunk's lines, with one above and one below. */
function around({ hunk }: Sample): { readonly from: number; readonly to: number } {
  return { from: hunk.first - 1, to: hunk.first + oldRows(hunk.rows).length + 1 };
}

/** The sample's file cut off below the hunk, so that the hunk is at its end. */
function cutBelow(sample: Sample, ending: string): FileLine[] {
  const end = sample.hunk.first + oldRows(sample.hunk.rows).length;
  return sample.lines
    .slice(0, end)
    .map((line, index) => (index === end - 1 ? { text: line.text, ending } : line));
}

const hasLines = (sample: Sample): boolean => oldRows(sample.hunk.rows).length > 0;

/** A blank line without an ending is none. */
const endsInText = ({ hunk }: Sample): boolean => !isBlank(oldRows(hunk.rows).at(-1)?.text ?? '');

/** Disturbances of line endings and of the ends of files. */
export const endingClasses: readonly Disturbance[] = [
  {
    name: 'crlfFile',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make: sample =>
      landing(sample, {
        lines: withEndings(sample.lines, () => '\r\n'),
        hunk: lineHint(sample),
      }),
  },
  {
    name: 'crFile',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make: sample =>
      landing(sample, { lines: withEndings(sample.lines, () => '\r'), hunk: lineHint(sample) }),
  },
  {
    // One ending in the hunk and in most of the file, the other one elsewhere.
    name: 'mixedEndings',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const [usual, rare] = random.shuffled(['\n', '\r\n']);
      const { from, to } = around(sample);
      const lines = withEndings(sample.lines, index =>
        (from <= index && index < to) || !random.chance(0.3) ? (usual ?? '\n') : (rare ?? '\r\n'),
      );
      const endings = new Set(lines.map(line => line.ending));
      return endings.has('\n') && endings.has('\r\n')
        ? landing(sample, { lines, hunk: lineHint(sample) })
        : undefined;
    },
  },
  {
    // One ending around the hunk, the other one in the rest.
    name: 'otherEndingsAround',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const [inside, outside] = random.shuffled(['\n', '\r\n']);
      const { from, to } = around(sample);
      if (from < 1 || to >= sample.lines.length) return undefined;
      const lines = withEndings(sample.lines, index =>
        from <= index && index < to ? (inside ?? '\n') : (outside ?? '\r\n'),
      );
      return landing(sample, { lines, hunk: lineHint(sample) });
    },
  },
  {
    // Both within the hunk: which one added lines take is a matter of taste, but for a refusal.
    name: 'mixedEndingsInHunk',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const lines = withEndings(sample.lines, () => random.pick(['\n', '\r\n']));
      return landing(sample, { lines, hunk: lineHint(sample), mayRefuse: true });
    },
  },
  {
    name: 'byteOrderMark',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { hunk, lines } = sample;
      const [first, ...rest] = lines;
      if (hunk.first !== 0 || first === undefined || !hasLines(sample)) return undefined;
      const marked = [{ text: BOM + first.text, ending: first.ending }, ...rest];
      const kase = landing(sample, { lines, hunk: lineHint(sample) });
      return { ...kase, lines: marked, expected: BOM + (kase.expected ?? '') };
    },
  },
  {
    name: 'noFinalNewline',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make: sample =>
      endsInText(sample)
        ? landing(sample, {
            lines: cutBelow(sample, ''),
            hunk: { ...lineHint(sample), open: true },
          })
        : undefined,
  },
  {
    // The edit does not know that the file has no final line ending.
    name: 'noFinalNewlineUnsaid',
    shapes: ['patch', 'unified'],
    fit: 'exact',
    make: sample =>
      endsInText(sample)
        ? landing(sample, { lines: cutBelow(sample, ''), hunk: lineHint(sample) })
        : undefined,
  },
  {
    name: 'endOfFile',
    shapes: ['patch'],
    fit: 'exact',
    make: sample =>
      hasLines(sample)
        ? landing(sample, {
            lines: cutBelow(sample, '\n'),
            hunk: { ...lineHint(sample), endOfFile: true },
          })
        : undefined,
  },
  {
    name: 'fileEnd',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make: sample =>
      hasLines(sample)
        ? landing(sample, { lines: cutBelow(sample, '\n'), hunk: lineHint(sample) })
        : undefined,
  },
  {
    name: 'fileStart',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample) {
      const { hunk, lines } = sample;
      return hasLines(sample)
        ? landing(sample, { lines: lines.slice(hunk.first), first: 0, hunk: { line: 1 } })
        : undefined;
    },
  },
];
