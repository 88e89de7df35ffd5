import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growText } from '../../../src/base/growText.ts';

const grown = (pieces: readonly string[]): string => {
  let text = '';
  for (const piece of pieces) text = growText(text, piece);
  return text;
};

describe('A text that grows by pieces', () => {
  it('is what its pieces say, whatever their lengths', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat({ max: 20_000 }).map(length => 'äb'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        assert.equal(grown(pieces), pieces.join(''));
      }),
    );
  });

  it('is whole at the length of the longest answer', () => {
    const pieces = Array.from({ length: 128_000 }, (_, index) => String(index % 10).repeat(4));
    assert.equal(grown(pieces), pieces.join(''));
  });
});
