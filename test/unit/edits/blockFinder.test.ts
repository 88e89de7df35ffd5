import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createBlockFinder } from '../../../src/edits/blockFinder.ts';
import { findBlock } from '../../../src/edits/findBlock.ts';

const elements = (minLength: number, maxLength: number): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength, maxLength });

describe('finding many blocks in the same lines', () => {
  it('finds, the first time and the hundredth, what finding one does', () => {
    fc.assert(
      fc.property(elements(0, 30), fc.array(elements(1, 4), { maxLength: 60 }), (lines, blocks) => {
        const find = createBlockFinder(lines);
        for (const block of blocks) assert.deepEqual(find(block), findBlock(lines, block));
      }),
    );
  });
});
