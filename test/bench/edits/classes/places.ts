import { EVERY_SHAPE, landing, refused, rowLines, withTexts, type Disturbance } from '../case.ts';
import type { Random } from '../random.ts';
import {
  indentOf,
  isBlank,
  oldRows,
  type FileLine,
  type Row,
  type Sample,
  type SampleHunk,
} from '../sample.ts';
import { blocksOf, hasToken, withOtherToken, withSlip } from '../words.ts';
import type { Shape } from '../writtenEdit.ts';

const WITHOUT_LINE: readonly Shape[] = ['patch', 'replace'];

interface Twin {
  readonly lines: readonly FileLine[];
  /** Where the one that is meant begins now, and where the other one does. */
  readonly first: number;
  readonly other: number;
}

const oldTexts = ({ rows }: SampleHunk): string[] => oldRows(rows).map(({ text }) => text);

/** The file with `twin`, a copy of the hunk's lines or the like, put in somewhere else. */
function withTwin(
  { lines, hunk }: Sample,
  twin: readonly string[],
  random: Random,
): Twin | undefined {
  const end = hunk.first + oldRows(hunk.rows).length;
  const places = lines.flatMap((_line, at) => (at + 3 < hunk.first || at > end + 3 ? [at] : []));
  if (places.length === 0 || twin.length === 0) return undefined;
  const at = random.pick(places);
  const ending = lines[0]?.ending ?? '\n';
  const copies = twin.map(text => ({ text, ending: ending === '' ? '\n' : ending }));
  const above = at < hunk.first;
  return {
    lines: lines.toSpliced(at, 0, ...copies),
    first: hunk.first + (above ? copies.length : 0),
    other: at,
  };
}

/** The hunk's lines with one name or number of one that `suits` changed. */
function sibling(
  { lines, hunk }: Sample,
  random: Random,
  suits: (row: Row) => boolean,
): string[] | undefined {
  const old = oldRows(hunk.rows);
  const choice = old.flatMap((row, index) => (suits(row) && hasToken(row.text) ? [index] : []));
  if (choice.length === 0) return undefined;
  const at = random.pick(choice);
  const changed = withOtherToken(old[at]?.text ?? '', lines, random);
  return changed === undefined ? undefined : oldTexts(hunk).with(at, changed);
}

/** The sibling where the hunk's lines were, or elsewhere; those are gone. */
function withSiblingOnly(sample: Sample, twin: readonly string[], random: Random): FileLine[] {
  const { lines, hunk } = sample;
  const length = oldRows(hunk.rows).length;
  const moved = random.chance(0.5) ? withTwin(sample, twin, random) : undefined;
  if (moved !== undefined) return moved.lines.toSpliced(moved.first, length);
  const copies = twin.map((text, index) => ({
    text,
    ending: lines[hunk.first + index]?.ending ?? '\n',
  }));
  return lines.toSpliced(hunk.first, length, ...copies);
}

/** A definition, which has a name of its own. */
const DEFINES =
  /^\s*(?:[\w@]+ )*(?:(?:function|class|def|interface|func|fn)\b|(?:describe|it)\(|const \w+ = (?:async )?\()/;

/** The definition of something else: the longest word of the line is another one. */
function withOtherName(text: string): string | undefined {
  const names = text.match(/[\p{L}_$][\p{L}\p{N}_$]{4,}/gu) ?? [];
  const name = names.find(
    word => !/^(?:function|class|interface|export|async|const|describe)$/.test(word),
  );
  return name === undefined ? undefined : text.replace(name, `other${name}`);
}

const isReal = ({ text }: Row): boolean => !isBlank(text);

function twinned(
  name: string,
  shapes: readonly Shape[],
  hint: (twin: Twin) => number,
): Disturbance {
  return {
    name,
    shapes,
    fit: 'several',
    make(sample, random) {
      if (!oldRows(sample.hunk.rows).some(isReal)) return undefined;
      const twin = withTwin(sample, oldTexts(sample.hunk), random);
      return (
        twin &&
        landing(sample, {
          lines: twin.lines,
          first: twin.first,
          hunk: { line: hint(twin) + 1, hinted: true },
          mayRefuse: true,
        })
      );
    },
  };
}

/** Blocks that stand more than once, or nearly so. */
export const placeClasses: readonly Disturbance[] = [
  {
    name: 'duplicate',
    shapes: WITHOUT_LINE,
    fit: 'several',
    make(sample, random) {
      if (!oldRows(sample.hunk.rows).some(isReal)) return undefined;
      const twin = withTwin(sample, oldTexts(sample.hunk), random);
      return twin && refused(sample.path, twin.lines, { rows: sample.hunk.rows });
    },
  },
  twinned('duplicateWithHint', EVERY_SHAPE, ({ first }) => first),
  twinned('duplicateWithStaleHint', EVERY_SHAPE, ({ other }) => other),
  twinned('duplicateWithVagueHint', EVERY_SHAPE, ({ first, other }) =>
    Math.round((first * 3 + other) / 4),
  ),
  {
    name: 'nearDuplicate',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const other = sibling(sample, random, isReal);
      const twin = other && withTwin(sample, other, random);
      return twin && landing(sample, { ...twin, hunk: { line: twin.first + 1 } });
    },
  },
  {
    // The hint points at the sibling: what the lines say decides.
    name: 'nearDuplicateWithStaleHint',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const other = sibling(sample, random, isReal);
      const twin = other && withTwin(sample, other, random);
      return twin && landing(sample, { ...twin, hunk: { line: twin.other + 1, hinted: true } });
    },
  },
  {
    // The sibling is the same but for its indentation.
    name: 'nearDuplicateByIndent',
    shapes: WITHOUT_LINE,
    fit: 'exact',
    make(sample, random) {
      const other = oldTexts(sample.hunk).map(text => (isBlank(text) ? text : `    ${text}`));
      const twin = withTwin(sample, other, random);
      return twin && landing(sample, twin);
    },
  },
  {
    // The sibling is the same but for white space at the end of a line.
    name: 'nearDuplicateByTrailingSpace',
    shapes: WITHOUT_LINE,
    fit: 'exact',
    make(sample, random) {
      const old = oldTexts(sample.hunk);
      const real = old.flatMap((text, index) => (isBlank(text) ? [] : [index]));
      if (real.length === 0) return undefined;
      const at = random.pick(real);
      const twin = withTwin(sample, old.with(at, `${old[at] ?? ''}  `), random);
      // As text, the one is the beginning of the other but for its last line.
      return twin && landing(sample, twin);
    },
  },
  {
    // The edit lost its indentation, and the two places differ in nothing but theirs.
    name: 'duplicateByIndent',
    shapes: WITHOUT_LINE,
    fit: 'own',
    make(sample, random) {
      const { rows } = sample.hunk;
      const old = oldTexts(sample.hunk);
      const real = old.filter(text => !isBlank(text));
      const least = Math.min(...real.map(text => indentOf(text).length));
      if (real.length < 2 || least < 2 || !real.every(text => text.startsWith('  '))) {
        return undefined;
      }
      const other = old.map(text => (isBlank(text) ? text : `  ${text}`));
      const twin = withTwin(sample, other, random);
      const written = withTexts(rows, ({ text }) => (isBlank(text) ? text : text.slice(least)));
      return twin && refused(sample.path, twin.lines, { rows: written });
    },
  },
  {
    // Two siblings, each of which differs from the edit in one line that it keeps.
    name: 'slipBetweenSiblings',
    shapes: WITHOUT_LINE,
    fit: 'nowhere',
    make(sample, random) {
      const { rows } = sample.hunk;
      const old = oldRows(rows);
      const kept = old.flatMap(({ kind, text }, index) =>
        kind === 'keep' && withSlip(text, random) !== undefined ? [index] : [],
      );
      if (kept.length === 0 || old.filter(isReal).length < 4) return undefined;
      const at = random.pick(kept);
      const text = old[at]?.text ?? '';
      const slips = new Set(Array.from({ length: 8 }, () => withSlip(text, random) ?? text));
      const [here, there] = [...slips].filter(slip => slip !== text);
      if (here === undefined || there === undefined) return undefined;
      const twin = withTwin(sample, oldTexts(sample.hunk).with(at, there), random);
      const line = twin?.lines[twin.first + at];
      if (twin === undefined || line === undefined) return undefined;
      const lines = twin.lines.with(twin.first + at, { text: here, ending: line.ending });
      return refused(sample.path, lines, { rows });
    },
  },
  {
    name: 'nearDuplicateGone',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample, random) {
      const other = sibling(
        sample,
        random,
        ({ kind, text }) => kind === 'remove' && !isBlank(text),
      );
      return (
        other &&
        refused(sample.path, withSiblingOnly(sample, other, random), {
          rows: sample.hunk.rows,
          line: sample.hunk.first + 1,
        })
      );
    },
  },
  {
    // Only the line that begins them tells two definitions apart, and it is another one's.
    name: 'nearDuplicateGoneByFirstLine',
    shapes: EVERY_SHAPE,
    fit: 'nowhere',
    make(sample, random) {
      const { lines, hunk } = sample;
      const starts = new Set(blocksOf(lines).map(({ from }) => from));
      const old = oldRows(hunk.rows);
      const heads = old.flatMap(({ kind, text }, index) =>
        kind === 'keep' && DEFINES.test(text) && starts.has(hunk.first + index) ? [index] : [],
      );
      const at = heads.at(-1);
      const changed = at === undefined ? '' : withOtherName(old[at]?.text ?? '');
      if (at === undefined || changed === undefined) return undefined;
      const other = oldTexts(hunk).with(at, changed);
      const written = { rows: hunk.rows, line: hunk.first + 1 };
      return refused(sample.path, withSiblingOnly(sample, other, random), written);
    },
  },
  {
    // A line that is only kept has changed since: it may be that, or another block like it.
    name: 'keptLineChangedSince',
    shapes: EVERY_SHAPE,
    fit: 'slip',
    make(sample, random) {
      const { hunk, lines } = sample;
      const other = sibling(
        sample,
        random,
        ({ kind, text }) => kind === 'keep' && !isBlank(text) && !DEFINES.test(text),
      );
      if (other === undefined || oldRows(hunk.rows).filter(isReal).length < 4) return undefined;
      const changed = lines.toSpliced(
        hunk.first,
        other.length,
        ...other.map((text, index) => ({
          text,
          ending: lines[hunk.first + index]?.ending ?? '\n',
        })),
      );
      return landing(sample, { lines: changed, hunk: { line: hunk.first + 1 }, mayRefuse: true });
    },
  },
  {
    name: 'alreadyApplied',
    shapes: EVERY_SHAPE,
    fit: 'never',
    make(sample) {
      const lines = applied(sample);
      return refused(sample.path, lines, { rows: sample.hunk.rows, line: sample.hunk.first + 1 });
    },
  },
  {
    // Lines added above or below kept ones, where they stand already.
    name: 'alreadyAppliedInsert',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const { hunk } = sample;
      const from = hunk.rows.findIndex(({ kind }) => kind === 'add');
      const next = hunk.rows.findIndex(({ kind }, index) => index > from && kind !== 'add');
      const to = next === -1 ? hunk.rows.length : next;
      const added = from === -1 ? [] : hunk.rows.slice(from, to).filter(isReal);
      if (added.length < 2 || added.some(({ text }) => text.trim().length < 6)) return undefined;
      const isKept = ({ kind }: Row): boolean => kind === 'keep';
      const above = hunk.rows.slice(0, from);
      const below = hunk.rows.slice(to);
      if (![...above, ...below].every(isKept)) return undefined;
      const rows = random.chance(0.5)
        ? [...above, ...hunk.rows.slice(from, to)]
        : [...hunk.rows.slice(from, to), ...below];
      if (!rows.some(isKept)) return undefined;
      const line = (rowLines(hunk)[rows[0]?.kind === 'add' ? from : 0] ?? 0) + 1;
      return refused(sample.path, applied(sample), { rows, line });
    },
  },
];

/** The lines after the sample's hunk. */
function applied({ lines, hunk }: Sample): FileLine[] {
  const rows = hunk.rows.filter(({ kind }) => kind !== 'remove');
  return lines.toSpliced(
    hunk.first,
    oldRows(hunk.rows).length,
    ...rows.map(({ text }) => ({ text, ending: '\n' })),
  );
}
