import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { planHunks } from '../../../src/edits/apply.ts';
import { splitLines } from '../../../src/edits/lines.ts';
import { applyReplacements } from '../../../src/edits/textReplacement.ts';
import { wholeFileOperation } from '../../../src/edits/wholeFile.ts';

function rewritten(before: string, after: string): string {
  const { hunks } = wholeFileOperation('a.ts', before, after);
  return applyReplacements(before, planHunks(before, hunks).replacements);
}

const lines = (text: string): string[] => splitLines(text).map(line => line.text);

const aText = fc
  .array(fc.constantFrom('a', 'b', '', '  c', 'a '), { maxLength: 12 })
  .map(all => all.join('\n'));

describe('a whole new text for a file', () => {
  it('changes the lines that differ and touches no other', () => {
    const before = 'one\r\ntwo  \r\nthree\nfour';
    assert.equal(rewritten(before, 'one\ntwo  \n3\nfour\n'), 'one\r\ntwo  \r\n3\nfour');
    const { hunks } = wholeFileOperation('a.ts', 'a\nb\nc\n', 'a\nx\nc\n');
    assert.deepEqual(planHunks('a\nb\nc\n', hunks).replacements, [
      { start: 2, end: 4, text: 'x\n' },
    ]);
  });

  it('R17 has one place whatever repeats in the file', () => {
    assert.equal(rewritten('x\n\nx\n\nx\n', 'x\n\nx\n\ny\n'), 'x\n\nx\n\ny\n');
  });

  it('fills an empty file and empties a full one', () => {
    assert.equal(rewritten('', 'a\nb\n'), 'a\nb\n');
    assert.equal(rewritten('a\nb\n', ''), '');
    assert.deepEqual(wholeFileOperation('a.ts', '', '').hunks, []);
  });

  it('ends in the lines of the new text, whatever the two are', () => {
    fc.assert(
      fc.property(aText, aText, (before, after) => {
        assert.deepEqual(lines(rewritten(`${before}\n`, `${after}\n`)), lines(`${after}\n`));
      }),
    );
  });

  it('R23 keeps what two long texts share, and replaces what they do not', () => {
    const long = (change: (index: number) => string): string =>
      Array.from({ length: 20_000 }, (_, index) => `${change(index)}\n`).join('');
    const before = long(index => `line ${index}`);
    const after = long(index => (index % 3 === 0 ? 'new' : `line ${index}`));
    const { hunks } = wholeFileOperation('a.ts', before, after);
    const { replacements } = planHunks(before, hunks);
    assert.equal(replacements.length, 6_667);
    assert.equal(applyReplacements(before, replacements), after);
    const other = long(index => `other ${index % 7}`);
    assert.equal(rewritten(before, other), other);
  });
});
