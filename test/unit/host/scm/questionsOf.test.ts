import assert from 'node:assert/strict';
import { questionsOf } from '../../../../src/host/scm/questionsOf.ts';

const file = (heading: string, characters: number) => ({
  kind: 'shown' as const,
  heading,
  place: { display: heading, uri: `file:///${heading}` },
  lines: [{ number: 1, text: 'x'.repeat(characters - 1) }],
  sources: [],
});
const shared = (...sizes: number[]) => {
  const { questions, left } = questionsOf(
    sizes.map((size, index) => file(String(index), size)),
    { characters: 100, questions: 3 },
  );
  return [questions, [left]].map(groups =>
    groups.map(group => group.map(({ heading }) => heading).join('')),
  );
};

describe('the questions of a review', () => {
  it('hold as many files as fit, in their order', () => {
    assert.deepEqual(shared(40, 60, 1), [['01', '2'], ['']]);
    assert.deepEqual(shared(40, 61), [['0', '1'], ['']]);
  });

  it('give a larger file one for itself', () => {
    assert.deepEqual(shared(10, 500, 10), [['0', '1', '2'], ['']]);
  });

  it('leave over what goes beyond the bound', () => {
    assert.deepEqual(shared(100, 100, 100, 90, 20), [['0', '1', '2'], ['34']]);
    assert.deepEqual(shared(), [[], ['']]);
  });
});
