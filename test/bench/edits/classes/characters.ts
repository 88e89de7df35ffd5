import {
  differ,
  EVERY_SHAPE,
  landing,
  withFileRows,
  withTexts,
  type Disturbance,
} from '../case.ts';
import type { Random } from '../random.ts';
import { isBlank, type Row } from '../sample.ts';

/** What editors, web pages and models put for plain characters. */
const TYPOGRAPHIC: readonly (readonly [RegExp, string])[] = [
  [/"([^"]*)"/, '“$1”'],
  [/'/, '’'],
  [/(?<=\w) (?=\w)/, '\u00a0'],
  [/ - /, ' – '],
  [/-/, '‑'],
  [/--/, '—'],
  [/\.\.\./, '…'],
  [/(?<=[,;:]) /, '\u202f'],
];

function typographic(text: string, random: Random): string {
  const [first, ...others] = random.shuffled(TYPOGRAPHIC.filter(([plain]) => plain.test(text)));
  const chosen = first === undefined ? [] : [first, ...others.slice(0, random.integer(2))];
  return chosen.reduce((changed, [plain, sign]) => changed.replace(plain, sign), text);
}

/** Some rows, at least one of which has something to change. */
function someRows(rows: readonly Row[], random: Random, suits: (row: Row) => boolean): Set<number> {
  const all = rows.flatMap((row, index) =>
    suits(row) && TYPOGRAPHIC.some(([plain]) => plain.test(row.text)) ? [index] : [],
  );
  return new Set(random.shuffled(all).slice(0, 1 + random.integer(Math.max(1, all.length))));
}

const isOld = ({ kind }: Row): boolean => kind !== 'add';
/** What escaping touches besides. */
const ESCAPED = /\\/;

const SPECIAL = ['$&', '$1', "$'", '$`', '$$', '$<name>', '\\n', '\\1', '\\g<0>', '%s', '\0'];

function punctuation(
  name: string,
  where: 'file' | 'edit',
  suits: (row: Row) => boolean,
): Disturbance {
  return {
    name,
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const chosen = someRows(rows, random, suits);
      const change = ({ text }: Row, index: number): string =>
        chosen.has(index) ? typographic(text, random) : text;
      if (chosen.size === 0) return undefined;
      if (where === 'edit') {
        const written = withTexts(rows, change);
        return differ(rows, written)
          ? landing(sample, { written, hunk: { line: first + 1 } })
          : undefined;
      }
      return landing(sample, { lines: withFileRows(sample, change), hunk: { line: first + 1 } });
    },
  };
}

/** Disturbances of characters that look alike, are escaped, or mean something to a replacement. */
export const characterClasses: readonly Disturbance[] = [
  punctuation('unicodeInFile', 'file', isOld),
  punctuation('unicodeInFileKept', 'file', ({ kind }) => kind === 'keep'),
  punctuation('unicodeInEdit', 'edit', ({ kind }) => kind === 'keep'),
  punctuation('unicodeInEditRemoved', 'edit', isOld),
  {
    name: 'escapedQuotes',
    shapes: EVERY_SHAPE,
    fit: 'loose',
    make(sample) {
      const { rows, first } = sample.hunk;
      if (rows.some(({ text }) => ESCAPED.test(text))) return undefined;
      const written = withTexts(rows, ({ text }) => text.replaceAll('"', '\\"'));
      const old = (row: Row, index: number): boolean =>
        isOld(row) && row.text !== written[index]?.text;
      return rows.some(old) ? landing(sample, { written, hunk: { line: first + 1 } }) : undefined;
    },
  },
  {
    // Text that went through a web page: sure to be unmeant, but not one of the promised ones.
    name: 'htmlEntities',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(sample) {
      const { rows, first } = sample.hunk;
      if (rows.some(({ text }) => /&(?:lt|gt|amp|quot);/.test(text))) return undefined;
      const written = withTexts(rows, ({ text }) =>
        text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      );
      const old = (row: Row, index: number): boolean =>
        isOld(row) && row.text !== written[index]?.text;
      return rows.some(old)
        ? landing(sample, { written, hunk: { line: first + 1 }, mayRefuse: true })
        : undefined;
    },
  },
  {
    name: 'replacementPatterns',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const { rows: plain, first } = sample.hunk;
      const added = plain.flatMap(({ kind, text }, index) =>
        kind === 'add' && !isBlank(text) ? [index] : [],
      );
      if (added.length === 0) return undefined;
      const chosen = random.pick(added);
      const rows = withTexts(plain, ({ text }, index) => {
        if (index !== chosen) return text;
        const at = random.integer(text.length + 1);
        return `${text.slice(0, at)}${random.pick(SPECIAL)}${random.pick(SPECIAL)}${text.slice(at)}`;
      });
      return landing(sample, { rows, hunk: { line: first + 1 } });
    },
  },
  {
    // The same letter as one character in the edit and as two in the file, as macOS writes it.
    name: 'composedLetters',
    shapes: EVERY_SHAPE,
    fit: 'own',
    make(sample, random) {
      const { rows, first } = sample.hunk;
      const kept = rows.flatMap(({ kind, text }, index) =>
        kind === 'keep' && /[eauo]/.test(text) ? [index] : [],
      );
      if (kept.length === 0) return undefined;
      const chosen = random.pick(kept);
      const accented = ({ text }: Row, index: number): string =>
        index === chosen ? text.replace(/[eauo]/, letter => `${letter}\u0301`) : text;
      return landing(sample, {
        lines: withFileRows(sample, accented),
        written: withTexts(rows, (row, index) => accented(row, index).normalize('NFC')),
        hunk: { line: first + 1 },
        mayRefuse: true,
      });
    },
  },
];
