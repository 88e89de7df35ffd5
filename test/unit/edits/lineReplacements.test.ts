import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineReplacements } from '../../../src/edits/lineReplacements.ts';
import { applyReplacements, splitsCharacters } from '../../../src/edits/textReplacement.ts';

const line = fc.constantFrom('a', 'b', '', '😀', 'a b');
const ending = fc.constantFrom('\n', '\r\n', '\r');
const text = fc
  .tuple(fc.array(fc.tuple(line, ending)), line)
  .map(([lines, last]) => [...lines.flat(), last].join(''));

describe('lineReplacements', () => {
  it('turns the one text into the other, and cuts no line ending or character in two', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const replacements = lineReplacements(before, after);
        assert.equal(applyReplacements(before, replacements), after);
        assert.equal(splitsCharacters(before, replacements), false);
      }),
    );
  });

  it('touches only the lines that differ', () => {
    assert.deepEqual(lineReplacements('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n'), [
      { start: 2, end: 4, text: 'B\n' },
      { start: 8, end: 8, text: 'e\n' },
    ]);
    assert.deepEqual(lineReplacements('a\n', 'a\n'), []);
  });
});

describe('splitsCharacters', () => {
  it('finds a cut within a line ending, within a character and outside of the text', () => {
    const at = (offset: number) =>
      splitsCharacters('a\r\n😀', [{ start: offset, end: offset, text: '' }]);
    assert.deepEqual([-1, 0, 1, 2, 3, 4, 5, 6].map(at), [
      ...[true, false, false, true, false, true, false, true],
    ]);
  });
});
