import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  conflictMarker,
  parseConflicts,
  withResolutions,
} from '../../../src/edits/conflictMarkers.ts';
import { splitLines } from '../../../src/edits/lines.ts';

const plain = 'a\n<<<<<<< HEAD\nb\n=======\nc\nd\n>>>>>>> topic\ne\n';
const diff3 = '<<<<<<< HEAD\n||||||| 1234567\nold\n=======\nnew\n>>>>>>> topic\n';

describe('merge conflict markers', () => {
  it('finds both sides, and the base where there is one', () => {
    assert.deepEqual(parseConflicts(plain), {
      conflicts: [
        {
          from: 1,
          to: 7,
          ours: { from: 2, to: 3 },
          base: undefined,
          theirs: { from: 4, to: 6 },
        },
      ],
      broken: undefined,
    });
    assert.deepEqual(parseConflicts(diff3).conflicts[0], {
      from: 0,
      to: 6,
      ours: { from: 1, to: 1 },
      base: { from: 2, to: 3 },
      theirs: { from: 4, to: 5 },
    });
  });

  it('reads CRLF and CR as well', () => {
    for (const eol of ['\r\n', '\r']) {
      assert.deepEqual(parseConflicts(plain.replaceAll('\n', eol)), parseConflicts(plain));
    }
  });

  it('takes for text what is no marker: headings, longer and shorter runs, runs in a line', () => {
    const heading = 'Title\n=======\n|||||||\ntext\n';
    assert.deepEqual(parseConflicts(heading), { conflicts: [], broken: undefined });
    for (const line of [
      '<<<<<<<<',
      '<<<<<<',
      ' <<<<<<< a',
      '<<<<<<<a',
      '======= a',
      '>>>>>>>>> x',
    ]) {
      assert.equal(conflictMarker(line), undefined, line);
    }
    // What git writes of a conflict within the base has longer markers.
    const inBase = diff3.replace('old', '<<<<<<<<< x\nold\n=========\nelse\n>>>>>>>>> y');
    assert.equal(parseConflicts(inBase).conflicts.length, 1);
  });

  it('refuses nested, unfinished and disordered markers, and says at which line', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n', 1],
      ['x\n<<<<<<< a\n=======\n', 1],
      ['<<<<<<< a\n>>>>>>> b\n', 1],
      ['<<<<<<< a\n=======\n=======\n>>>>>>> b\n', 2],
      ['<<<<<<< a\n=======\n||||||| x\n>>>>>>> b\n', 2],
      ['text\n>>>>>>> b\n', 1],
      [`${plain}<<<<<<< open\n`, 8],
    ];
    for (const [text, line] of cases) assert.equal(parseConflicts(text).broken, line, text);
  });

  const line = fc
    .string({ maxLength: 12 })
    .map(text => text.replaceAll(/[\r\n]/g, ''))
    .filter(text => conflictMarker(text) === undefined);
  const lines = fc.array(line, { maxLength: 4 });
  const block = fc.record({ before: lines, ours: lines, base: fc.option(lines), theirs: lines });

  const marked = ({
    ours,
    base,
    theirs,
  }: {
    ours: string[];
    base: string[] | null;
    theirs: string[];
  }) => [
    '<<<<<<< HEAD',
    ...ours,
    ...(base === null ? [] : ['||||||| base', ...base]),
    '=======',
    ...theirs,
    '>>>>>>> topic',
  ];

  it('finds again what was put in, and replaces it exactly (property)', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 4 }),
        lines,
        fc.constantFrom('\n', '\r\n'),
        (blocks, tail, eol) => {
          const all = [...blocks.flatMap(one => [...one.before, ...marked(one)]), ...tail];
          const text = all.map(one => one + eol).join('');
          const { conflicts, broken } = parseConflicts(text);
          assert.equal(broken, undefined);
          const shown = splitLines(text).map(one => one.text);
          const sides = conflicts.map(({ ours, base, theirs }) => ({
            ours: shown.slice(ours.from, ours.to),
            base: base === undefined ? null : shown.slice(base.from, base.to),
            theirs: shown.slice(theirs.from, theirs.to),
          }));
          assert.deepEqual(
            sides,
            blocks.map(({ ours, base, theirs }) => ({ ours, base, theirs })),
          );
          const resolved = withResolutions(
            text,
            conflicts
              .map((conflict, index) => ({ conflict, lines: [`resolved ${index}`] }))
              .reverse(),
          );
          const expected = [
            ...blocks.flatMap((one, index) => [...one.before, `resolved ${index}`]),
            ...tail,
          ];
          assert.equal(resolved, expected.map(one => `${one}\n`).join(''));
        },
      ),
    );
  });

  it('never takes a marker into a conflict, whatever the order of lines (property)', () => {
    const any = fc.constantFrom('<<<<<<< a', '||||||| b', '=======', '>>>>>>> c', 'text', '');
    fc.assert(
      fc.property(fc.array(any, { maxLength: 14 }), written => {
        const { conflicts } = parseConflicts(written.join('\n'));
        let last = 0;
        for (const { from, to, ours, base, theirs } of conflicts) {
          assert.ok(from >= last && to > from);
          last = to;
          for (const side of [ours, theirs, ...(base === undefined ? [] : [base])]) {
            assert.ok(
              written.slice(side.from, side.to).every(one => conflictMarker(one) === undefined),
            );
          }
        }
      }),
    );
  });

  it('keeps the end of the text as it is', () => {
    const [conflict] = parseConflicts(diff3).conflicts;
    assert.ok(conflict);
    assert.equal(withResolutions(diff3, [{ conflict, lines: [] }]), '');
    assert.equal(withResolutions(diff3.trimEnd(), [{ conflict, lines: ['x'] }]), 'x');
  });
});
