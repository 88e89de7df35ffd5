import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planHunks } from '../../../src/edits/apply.ts';
import { keepUnchanged, type HunkLine } from '../../../src/edits/operations.ts';
import { EditRefusal } from '../../../src/edits/refusal.ts';
import { applyReplacements, invertReplacements } from '../../../src/edits/textReplacement.ts';

/** A file of lines and an edit of it that is written exactly. */
interface Edit {
  readonly lines: readonly string[];
  /** Index of the first line of the hunk. */
  readonly first: number;
  readonly hunk: readonly HunkLine[];
}

const indent = fc.constantFrom('', '  ', '    ', '      ');
const word = fc.constantFrom(
  'go();',
  'stop("now");',
  'let total = a - b;',
  'return it’s;',
  '}',
  'x…',
);
const fileLine = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(indent, word, fc.nat({ max: 40 })).map(([i, w, n]) => `${i}${w} // ${n}`),
  },
  { weight: 2, arbitrary: fc.tuple(indent, word).map(([i, w]) => i + w) },
  { weight: 1, arbitrary: fc.constant('') },
);
const kinds = fc.array(fc.constantFrom('keep', 'remove', 'add'), { minLength: 2, maxLength: 9 });

const edits: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.array(fileLine, { minLength: 4, maxLength: 30 }),
    fc.nat(),
    kinds,
    fc.array(fileLine, { minLength: 9, maxLength: 9 }),
  )
  .map(([lines, at, hunkKinds, added]) => {
    const first = at % lines.length;
    let next = first;
    const hunk = hunkKinds.flatMap((kind, index): HunkLine[] => {
      if (kind === 'add') return [{ kind, text: added[index] ?? '' }];
      const text = lines[next];
      next += 1;
      return text === undefined ? [] : [{ kind, text }];
    });
    return { lines, first, hunk: keepUnchanged(hunk) };
  })
  .filter(
    ({ hunk }) =>
      hunk.some(({ kind }) => kind === 'add') && hunk.some(({ kind }) => kind !== 'add'),
  );

/** The file afterwards, made without the engine. */
function intended({ lines, first, hunk }: Edit): string {
  const old = hunk.filter(({ kind }) => kind !== 'add').length;
  const left = hunk.flatMap(({ kind, text }) => (kind === 'remove' ? [] : [text]));
  return text([...lines.slice(0, first), ...left, ...lines.slice(first + old)]);
}

function text(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('');
}

/** What becomes of a hunk; undefined if it is refused. */
function outcome(before: string, lines: readonly HunkLine[]): string | undefined {
  try {
    const hunk = { kind: 'lines', anchors: [], lines, endOfFile: false } as const;
    const { replacements } = planHunks(before, [hunk]);
    const after = applyReplacements(before, replacements);
    assert.equal(applyReplacements(after, invertReplacements(before, replacements)), before);
    return after;
  } catch (error) {
    if (error instanceof EditRefusal) return undefined;
    throw error;
  }
}

const isText = (line: string): boolean => line.trim() !== '';

/** Ways in which models write a line otherwise than it is, the whole hunk alike. */
const DISTURBANCES: Readonly<Record<string, (line: HunkLine, index: number) => string>> = {
  nothing: ({ text: line }) => line,
  'white space at line ends': ({ kind, text: line }, index) =>
    kind === 'add' || index % 2 === 0 ? line : `${line}  `,
  'more indentation': ({ text: line }) => (isText(line) ? `    ${line}` : line),
  'one column more': ({ text: line }) => (isText(line) ? ` ${line}` : line),
  tabs: ({ text: line }) => line.replace(/^ +/, spaces => '\t'.repeat(spaces.length / 2)),
  'typographic signs': ({ kind, text: line }) =>
    kind === 'add' ? line : line.replace(/"(\w+)"/, '“$1”').replace(' - ', ' – '),
  'plain signs': ({ kind, text: line }) =>
    kind === 'add' ? line : line.replace('’', "'").replace('…', '...'),
  'escaped quotes': ({ text: line }) => line.replaceAll('"', '\\"'),
};

describe('an edit that is disturbed', () => {
  for (const [name, disturb] of Object.entries(DISTURBANCES)) {
    it(`by ${name} comes to what was meant, or is refused`, () => {
      let applied = 0;
      fc.assert(
        fc.property(edits, edit => {
          const before = text(edit.lines);
          const written = edit.hunk.map((line, index) => ({
            kind: line.kind,
            text: disturb(line, index),
          }));
          if (standsElsewhere(edit, written) || !isSeen(edit, written)) return;
          const after = outcome(before, written);
          if (after === undefined) return;
          applied += 1;
          assert.equal(after, intended(edit));
        }),
        { numRuns: 1_500 },
      );
      assert(applied > 300, `only ${applied} were applied`);
    });
  }
});

/** Whether the old lines show the disturbance, if there is one: what nobody sees nobody mends. */
function isSeen({ hunk }: Edit, written: readonly HunkLine[]): boolean {
  const isChanged = (kind: HunkLine['kind'], line: string, index: number): boolean =>
    kind === written[index]?.kind && line !== written[index].text;
  const all = hunk.some((line, index) => isChanged(line.kind, line.text, index));
  return (
    !all ||
    hunk.some((line, index) => line.kind !== 'add' && isChanged(line.kind, line.text, index))
  );
}

/** Whether what was written stands, as it is, where it was not meant. */
function standsElsewhere({ lines, first }: Edit, written: readonly HunkLine[]): boolean {
  const old = written.flatMap(({ kind, text: line }) => (kind === 'add' ? [] : [line]));
  return lines.some(
    (_line, at) => at !== first && old.every((line, offset) => line === lines[at + offset]),
  );
}

describe('any file with any endings', () => {
  it('keeps every byte outside the lines of an exact edit', () => {
    const ending = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(edits, fc.array(ending, { minLength: 30, maxLength: 30 }), (edit, endings) => {
        // A lone CR before an empty line would be the CRLF of one.
        const hasBlanks = edit.lines.includes('');
        const ended = edit.lines.map((line, index) => {
          const own = endings[index] ?? '\n';
          return line + (hasBlanks && own === '\r' ? '\n' : own);
        });
        const before = ended.join('');
        const after = outcome(before, edit.hunk);
        if (after === undefined) return;
        const old = edit.hunk.filter(({ kind }) => kind !== 'add').length;
        const head = ended.slice(0, edit.first).join('');
        const tail = ended.slice(edit.first + old).join('');
        assert(after.startsWith(head), 'what is above has changed');
        assert(after.endsWith(tail), 'what is below has changed');
      }),
      { numRuns: 1_500 },
    );
  });
});
