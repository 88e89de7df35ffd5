import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeTexts } from '../../../src/edits/mergeTexts.ts';

const text = (...lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');

/** A file whose lines are all different, and which of them each side changes. */
const changed = fc.record({
  lines: fc.array(
    fc.constantFrom('keep', 'mineRemoves', 'mineReplaces', 'mineInserts', 'theirsReplaces', 'both'),
    { minLength: 1, maxLength: 12 },
  ),
  ending: fc.constantFrom('\n', '\r\n'),
  isOpenEnded: fc.boolean(),
});

function sides({
  lines,
  ending,
  isOpenEnded,
}: typeof changed extends fc.Arbitrary<infer T> ? T : never) {
  const base: string[] = [];
  const mine: string[] = [];
  const theirs: string[] = [];
  for (const [index, what] of lines.entries()) {
    const line = `line ${index}`;
    base.push(line);
    if (what === 'mineReplaces' || what === 'both') mine.push(`mine ${index}`);
    else if (what !== 'mineRemoves') mine.push(line);
    if (what === 'mineInserts') mine.push(`mine ${index}`, `mine ${index} again`);
    theirs.push(what === 'theirsReplaces' || what === 'both' ? `theirs ${index}` : line);
  }
  const whole = (all: readonly string[]): string => all.join(ending) + (isOpenEnded ? '' : ending);
  return { base: whole(base), mine: whole(mine), theirs: whole(theirs) };
}

describe('mergeTexts', () => {
  it('lays changes of other lines over the text', () => {
    const base = text('a', 'b', 'c', 'd', 'e');
    const mine = text('a', 'B', 'c', 'd', 'e');
    const theirs = text('a', 'b', 'c', 'e');
    assert.equal(mergeTexts(base, mine, theirs), text('a', 'B', 'c', 'e'));
    assert.equal(mergeTexts(base, theirs, mine), text('a', 'B', 'c', 'e'));
  });

  it('takes a change that both made once', () => {
    const base = text('a', 'b', 'c', 'd', 'e');
    const theirs = text('a', 'x', 'c', 'y', 'e');
    assert.equal(mergeTexts(base, text('a', 'x', 'c', 'd', 'e'), theirs), theirs);
  });

  it('does not merge changes of the same lines, nor of lines that meet', () => {
    const base = text('a', 'b', 'c');
    assert.equal(mergeTexts(base, text('a', 'x', 'c'), text('a', 'y', 'c')), undefined);
    assert.equal(mergeTexts(base, text('a', 'x', 'c'), text('a', 'b', 'y')), undefined);
    assert.equal(mergeTexts(base, text('a', 'b', 'c', 'x'), text('a', 'b', 'c', 'y')), undefined);
  });

  it('never joins two lines to one', () => {
    assert.equal(mergeTexts('a\nb\nc', 'a\nb\nc\nd', text('x', 'b', 'c')), undefined);
    assert.equal(mergeTexts('a\nb\nc', 'A\nb\nc', 'a\nb\nc\n'), 'A\nb\nc\n');
  });

  it('keeps the bytes of every line beside the changes', () => {
    const base = 'a \r\nb\nc\td\re\nf';
    assert.equal(
      mergeTexts(base, base.replace('a ', 'A'), base.replace('f', 'F')),
      'A\r\nb\nc\td\re\nF',
    );
  });

  it('keeps every line that the user added, whatever both changed', () => {
    let merges = 0;
    fc.assert(
      fc.property(changed, all => {
        const { base, mine, theirs } = sides(all);
        const merged = mergeTexts(base, mine, theirs);
        if (merged === undefined) return;
        if (mine !== base && theirs !== base) merges += 1;
        const lines = new Set(merged.split(all.ending));
        for (const line of mine.split(all.ending)) {
          if (line.startsWith('mine')) assert.ok(lines.has(line), `${line} is lost`);
        }
        // And every line of the other one that neither the user nor they took away.
        for (const line of theirs.split(all.ending)) {
          if (line.startsWith('theirs')) assert.ok(lines.has(line), `${line} is lost`);
        }
      }),
      { numRuns: 3_000 },
    );
    assert.ok(merges > 5, `only ${merges} had something to merge`);
  });

  it('is the one text where the other was not changed', () => {
    const any = fc
      .array(fc.constantFrom('a', 'b', 'c\r\n', '\n', '\r'))
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(any, any, (base, changedText) => {
        assert.equal(mergeTexts(base, changedText, base), changedText);
        assert.equal(mergeTexts(base, base, changedText), changedText);
        assert.equal(mergeTexts(base, changedText, changedText), changedText);
      }),
    );
  });
});
