import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundedText } from '../../../../src/host/shell/boundedText.ts';

function joined(pieces: readonly string[], limit: number): string {
  const text = boundedText(limit);
  for (const piece of pieces) text.append(piece);
  return text.text();
}

describe('boundedText', () => {
  it('gives back everything up to its limit, however it came', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 })), pieces => {
        const whole = pieces.join('');
        assert.equal(joined(pieces, whole.length), whole);
      }),
    );
  });

  it('keeps the head and the tail of a longer text and counts what it left out', () => {
    assert.equal(joined(['abc', 'defgh', 'ij'], 4), 'ab\n[… 6 characters left out …]\nij');
  });

  it('gives the same result for every way of cutting a text into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1 }),
        fc.integer({ min: 2, max: 40 }),
        (pieces, limit) => {
          assert.equal(joined(pieces, limit), joined([pieces.join('')], limit));
        },
      ),
    );
  });

  it('R40 never cuts in the middle of a character', () => {
    assert.equal(joined(['ab', '😀'.repeat(5)], 5), 'ab\n[… 8 characters left out …]\n😀');
  });
});
