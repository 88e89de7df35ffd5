import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitText } from '../../../../src/host/lm/fitText.ts';

/** A tokenizer that takes a token for so many characters, and one more for each line. */
const countBy =
  (characters: number) =>
  (text: string): Promise<number> =>
    Promise.resolve(Math.ceil(text.length / characters) + text.split('\n').length);

describe('a result for a reader with little room', () => {
  it('never takes more tokens than there are, by the reader’s own count', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 3_000 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 5 }),
        async (text, tokenBudget, characters) => {
          const countTokens = countBy(characters);
          const fitting = await fitText(text, { tokenBudget, countTokens });
          assert.ok(fitting === '' || (await countTokens(fitting)) <= tokenBudget);
        },
      ),
    );
  });

  it('leaves a text alone that fits, or for whose reader no limit is known', async () => {
    const text = 'All of it.\n'.repeat(20);
    assert.equal(await fitText(text, undefined), text);
    assert.equal(await fitText(text, { tokenBudget: 1_000, countTokens: countBy(4) }), text);
  });

  it('keeps head and tail, and says that the middle is gone', async () => {
    const text = `first ${'x'.repeat(4_000)} last`;
    const fitting = await fitText(text, { tokenBudget: 200, countTokens: countBy(4) });
    assert.match(fitting, /^first x+\n\[… \d+ characters left out …\]\nx+ last$/);
  });
});
