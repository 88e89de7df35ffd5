import assert from 'node:assert/strict';
import { Billing, readCost, readUsage } from '../../../src/api/usage.ts';

const usageOf = (usage: unknown): ReturnType<typeof readUsage> =>
  readUsage(Billing.parse({ usage }));
const costOf = (item: object): number | undefined => readCost(Billing.parse(item));

describe('Token counts of an answer', () => {
  const counts = { promptTokens: 162, completionTokens: 41, totalTokens: 203 };
  const nothingMore = { cachedTokens: undefined, reasoningTokens: undefined };

  it('are read from the published form', () => {
    assert.deepEqual(usageOf(counts), {
      promptTokens: 162,
      completionTokens: 41,
      ...nothingMore,
    });
  });

  it('are read from numbers that are written as text', () => {
    const written = { promptTokens: '162', completionTokens: '41', totalTokens: '203' };
    assert.deepEqual(usageOf(written), usageOf(counts));
  });

  it('R53: count cached tokens from the bill before the loose field, never both', () => {
    const costBreakdown = { tokens: { cache: { billableTokens: 128 } } };
    assert.equal(usageOf({ ...counts, cachedInputTokens: 64 })?.cachedTokens, 64);
    const both = usageOf({ ...counts, cachedInputTokens: 64, costBreakdown });
    assert.equal(both?.cachedTokens, 128);
    assert.equal(both.promptTokens, 162);
  });

  it('find reasoning in each of its three places', () => {
    const forms = [
      { thinkingTokens: 20 },
      { completionTokensDetails: { reasoningTokens: 20 } },
      { costBreakdown: { tokens: { completion: { reasoningTokens: 20 } } } },
    ];
    for (const form of forms) assert.equal(usageOf({ ...counts, ...form })?.reasoningTokens, 20);
  });

  it('make reasoning part of the completion where the total shows that it was counted apart', () => {
    assert.equal(usageOf({ ...counts, thinkingTokens: 20 })?.completionTokens, 41);
    const apart = usageOf({ ...counts, totalTokens: 223, thinkingTokens: 20 });
    assert.equal(apart?.completionTokens, 61);
  });

  it('are unknown when they are missing or nonsense', () => {
    const nonsense = [
      undefined,
      null,
      [],
      '',
      'many',
      {},
      { promptTokens: 'x', completionTokens: 1 },
    ];
    for (const usage of nonsense) assert.equal(usageOf(usage), undefined);
  });
});

describe('The cost of an answer', () => {
  it('is the number or numeric string of the item', () => {
    assert.equal(costOf({ cost: 0.00204 }), 0.00204);
    assert.equal(costOf({ cost: '0.00204' }), 0.00204);
    assert.equal(costOf({ cost: '2.04e-3' }), 0.00204);
    assert.equal(costOf({ cost: 0 }), 0);
  });

  it('else stands in the usage', () => {
    assert.equal(costOf({ usage: { cost: 0.5 } }), 0.5);
    assert.equal(costOf({ usage: { costBreakdown: { total: 0.25 } } }), 0.25);
    assert.equal(costOf({ cost: 1, usage: { cost: 0.5 } }), 1);
  });

  it('is unknown when nobody says it in a way that can be read', () => {
    for (const cost of [undefined, null, 'free', '', {}]) assert.equal(costOf({ cost }), undefined);
  });
});
