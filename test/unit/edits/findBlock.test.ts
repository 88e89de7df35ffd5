import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findBlock } from '../../../src/edits/findBlock.ts';

const elements = (minLength: number, maxLength: number): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom('a', 'b'), { minLength, maxLength });

describe('finding a block', () => {
  it('finds every place, overlapping ones too', () => {
    assert.deepEqual(findBlock('aaabaaa', 'aa'), [0, 1, 4, 5]);
    assert.deepEqual(findBlock(['x', 'y'], []), []);
  });

  it('finds what comparing at every place finds', () => {
    fc.assert(
      fc.property(elements(0, 30), elements(1, 5), (sequence, block) => {
        const everywhere = sequence.flatMap((_element, index) =>
          block.every((element, offset) => sequence[index + offset] === element) ? [index] : [],
        );
        assert.deepEqual(findBlock(sequence, block), everywhere);
      }),
      { numRuns: 1_000 },
    );
  });
});
