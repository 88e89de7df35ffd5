import { EVERY_SHAPE, landing, refused, type Disturbance, type EditCase } from '../case.ts';
import type { Random } from '../random.ts';
import { indentOf, isBlank, textOf, type FileLine, type Row, type Sample } from '../sample.ts';
import { blocksOf, withOtherToken } from '../words.ts';
import type { Shape } from '../writtenEdit.ts';

const REPLACE: readonly Shape[] = ['replace'];

/** A stretch of the text, in UTF-16 code units, that begins and ends at words or signs. */
interface Stretch {
  /** The indentation of its first line. */
  readonly indent: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(line: string): RegExpExecArray[] {
  return [...line.matchAll(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu)];
}

function stretchOf(
  lines: readonly FileLine[],
  random: Random,
  spans: 'one line' | 'lines',
): Stretch | undefined {
  const at = random.integer(lines.length);
  const to = spans === 'one line' ? at : at + 1 + random.integer(3);
  const first = wordsOf(lines[at]?.text ?? '');
  const last = wordsOf(lines[to]?.text ?? '');
  if (first.length < 3 || last.length < 3 || lines[to] === undefined) return undefined;
  const from = random.integer(first.length - 1);
  const until =
    spans === 'one line'
      ? from + random.integer(first.length - from)
      : random.integer(last.length - 1);
  const begin = first[from];
  const end = last[until];
  if (begin === undefined || end === undefined) return undefined;
  return {
    indent: indentOf(lines[at]?.text ?? ''),
    start: textOf(lines.slice(0, at)).length + begin.index,
    end: textOf(lines.slice(0, to)).length + end.index + end[0].length,
  };
}

function occurrences(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}

/** The passage with a word changed, said twice, wrapped in a call, or gone. */
function rewritten(
  passage: string,
  { lines, indent, random }: { lines: readonly FileLine[]; indent: string; random: Random },
): string {
  const ways: readonly (() => string)[] = [
    () => withOtherToken(passage, lines, random) ?? `${passage}Other`,
    () => `wrapped(${passage})`,
    () => `${passage} ${passage}`,
    () => '',
    () => `${passage}\n${indent}// and a line more`,
    () => `wrapped(\n${indent}  ${passage},\n${indent})`,
  ];
  return random.pick(ways)();
}

function passage(
  sample: Sample,
  random: Random,
  { spans, ending }: { readonly spans: 'one line' | 'lines'; readonly ending?: string },
): EditCase | undefined {
  const lines =
    ending === undefined
      ? sample.lines
      : sample.lines.map(line => ({ text: line.text, ending: line.ending === '' ? '' : ending }));
  const stretch = stretchOf(lines, random, spans);
  if (stretch === undefined) return undefined;
  const text = textOf(lines);
  const real = text.slice(stretch.start, stretch.end);
  const oldText = real.replace(/\r\n?/g, '\n');
  if (oldText.length < 4 || occurrences(text, real) !== 1) return undefined;
  const newText = rewritten(oldText, { lines, indent: stretch.indent, random });
  if (newText === oldText) return undefined;
  const feeds = newText.replaceAll('\n', ending ?? lines[0]?.ending ?? '\n');
  return {
    path: sample.path,
    lines,
    written: [],
    edit: { kind: 'replace', oldText, newText },
    expected: text.slice(0, stretch.start) + feeds + text.slice(stretch.end),
  };
}

/** Replacements of less than lines, and of whole functions. */
export const passageClasses: readonly Disturbance[] = [
  {
    name: 'passageInLine',
    shapes: REPLACE,
    fit: 'own',
    make: (sample, random) => passage(sample, random, { spans: 'one line' }),
  },
  {
    name: 'passageAcrossLines',
    shapes: REPLACE,
    fit: 'own',
    make: (sample, random) => passage(sample, random, { spans: 'lines' }),
  },
  {
    name: 'passageInCrlfFile',
    shapes: REPLACE,
    fit: 'own',
    make: (sample, random) => passage(sample, random, { spans: 'lines', ending: '\r\n' }),
  },
  {
    name: 'passageTwice',
    shapes: REPLACE,
    fit: 'own',
    make(sample, random) {
      const stretch = stretchOf(sample.lines, random, 'one line');
      if (stretch === undefined) return undefined;
      const text = textOf(sample.lines);
      const oldText = text.slice(stretch.start, stretch.end);
      if (oldText.length < 3 || occurrences(text, oldText) < 2) return undefined;
      const newText = rewritten(oldText, { lines: sample.lines, indent: stretch.indent, random });
      if (newText === oldText) return undefined;
      const edit = { kind: 'replace', oldText, newText } as const;
      return { path: sample.path, lines: sample.lines, written: [], edit, expected: null };
    },
  },
  {
    // A function written anew from its first line to its last.
    name: 'wholeFunction',
    shapes: EVERY_SHAPE,
    fit: 'exact',
    make(sample, random) {
      const { lines } = sample;
      const blocks = blocksOf(lines).filter(({ from, to }) => to - from > 4);
      if (blocks.length === 0) return undefined;
      const { from, to } = random.pick(blocks);
      const block = lines.slice(from, to).map(({ text }) => text);
      const inner = block.slice(1, -1).flatMap((text, index) => (isBlank(text) ? [] : [index + 1]));
      if (inner.length < 2) return undefined;
      const at = random.pick(inner);
      const changed = withOtherToken(block[at] ?? '', lines, random);
      if (changed === undefined) return undefined;
      const rows = block.flatMap((text, index): Row[] =>
        index === at
          ? [
              { kind: 'remove', text },
              { kind: 'add', text: changed },
            ]
          : [{ kind: 'keep', text }],
      );
      return landing(sample, { rows, first: from, written: anew(rows), hunk: { line: from + 1 } });
    },
  },
];

/** All that stands removed, all that is to stand added. */
function anew(rows: readonly Row[]): Row[] {
  return [
    ...rows
      .filter(({ kind }) => kind !== 'add')
      .map(({ text }) => ({ kind: 'remove', text }) as const),
    ...rows
      .filter(({ kind }) => kind !== 'remove')
      .map(({ text }) => ({ kind: 'add', text }) as const),
  ];
}

/** A function that is gone, with another one where it was. */
export const goneFunction: Disturbance = {
  name: 'functionGone',
  shapes: EVERY_SHAPE,
  fit: 'never',
  make(sample, random) {
    const blocks = blocksOf(sample.lines).filter(({ from, to }) => to - from > 4);
    if (blocks.length === 0) return undefined;
    const { from, to } = random.pick(blocks);
    const rows = sample.lines.slice(from, to).flatMap(({ text }, index): Row[] =>
      index === 1
        ? [
            { kind: 'remove', text },
            { kind: 'add', text: withOtherToken(text, sample.lines, random) ?? `${text} // new` },
          ]
        : [{ kind: 'keep', text }],
    );
    return refused(sample.path, sample.lines.toSpliced(from, to - from), { rows, line: from + 1 });
  },
};
