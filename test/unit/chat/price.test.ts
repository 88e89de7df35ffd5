import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TokenUsage } from '../../../src/api/modelClient.ts';
import { findModel, MODELS, type ModelPrice } from '../../../src/api/models.ts';
import { boundUsd, cacheSavingUsd, costUsd } from '../../../src/chat/price.ts';
import { costOf } from '../../support/runware/billing.ts';

const GPT = findModel('openai-gpt-5-5')?.price ?? { input: NaN, output: NaN };

function usage(
  promptTokens: number,
  completionTokens: number,
  cachedTokens?: number,
  reasoningTokens?: number,
): TokenUsage {
  return { promptTokens, completionTokens, cachedTokens, reasoningTokens };
}

const dollars = fc.integer({ min: 0, max: 200_000_000 }).map(micros => micros / 1e6);
const anyPrice: fc.Arbitrary<ModelPrice> = fc.record(
  {
    input: dollars,
    cachedInput: dollars,
    output: dollars,
    step: fc.record({
      aboveTokens: fc.integer({ min: 0, max: 300_000 }),
      inputFactor: fc.integer({ min: 0, max: 4_000 }).map(parts => parts / 1e3),
      outputFactor: fc.integer({ min: 0, max: 4_000 }).map(parts => parts / 1e3),
    }),
  },
  { requiredKeys: ['input', 'output'] },
);
const price = fc.oneof(anyPrice, fc.constantFrom(...MODELS.flatMap(model => model.price ?? [])));
const tokens = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

describe('costUsd', () => {
  it('R53 gives the one bill that is known from the service', () => {
    assert.equal(costUsd(usage(162, 41), GPT), 0.00204);
  });

  it('R53 counts cached tokens at their own price only, and reasoning once', () => {
    // 4,000 at $5 and 6,000 at $0.50; 2,000 at $30, of which 1,500 were reasoning.
    assert.equal(costUsd(usage(10_000, 2_000, 6_000, 1_500), GPT), 0.083);
    assert.equal(costUsd(usage(10_000, 2_000, 6_000), GPT), 0.083);
    assert.equal(costUsd(usage(10_000, 2_000, 99_000), GPT), 0.065);
  });

  it('R53 agrees with the bill of the local service, whatever the counts', () => {
    const counts = fc.tuple(tokens(272_000), tokens(272_000), tokens(128_000), tokens(128_000));
    fc.assert(
      fc.property(counts, ([promptTokens, cached, completionTokens, reasoning]) => {
        const counted = {
          promptTokens,
          cachedTokens: Math.min(cached, promptTokens),
          completionTokens,
          reasoningTokens: Math.min(reasoning, completionTokens),
        };
        assert.equal(costUsd(counted, GPT), costOf(counted));
      }),
    );
  });

  it('doubles the prompt and adds half to the answer beyond 272,000 tokens, for all of them', () => {
    assert.equal(costUsd(usage(272_000, 1_000), GPT), 1.39);
    assert.equal(costUsd(usage(272_001, 1_000), GPT), 2.76501);
    assert.equal(costUsd(usage(300_000, 0, 200_000), GPT), 1.2);
  });

  it('takes the full price where a model has no discount for cached tokens', () => {
    assert.equal(costUsd(usage(1_000, 0, 1_000), { input: 30, output: 180 }), 0.03);
  });
});

describe('boundUsd', () => {
  it('R54 is never below what a request costs that stays within it', () => {
    fc.assert(
      fc.property(
        price,
        fc.record({
          promptTokens: tokens(1_050_000),
          maxTokens: tokens(128_000),
          numberResults: fc.integer({ min: 1, max: 4 }),
        }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 4, maxLength: 4 }),
        (prices, of, randoms) => {
          const answers = randoms.slice(0, of.numberResults).map(([a, b, c]) => {
            const promptTokens = a % (of.promptTokens + 1);
            return costUsd(
              usage(promptTokens, b % (of.maxTokens + 1), c % (promptTokens + 1)),
              prices,
            );
          });
          const nano = answers.reduce((sum, answer) => sum + Math.round(answer * 1e9), 0);
          assert.ok(nano <= Math.round(boundUsd(of, prices) * 1e9));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('R54 is what the longest answer to an uncached prompt costs, for each result', () => {
    const of = { promptTokens: 10_000, maxTokens: 32_000, numberResults: 1 };
    assert.equal(boundUsd(of, GPT), 1.01);
    assert.equal(boundUsd({ ...of, numberResults: 3 }, GPT), 3.03);
    assert.equal(boundUsd({ ...of, promptTokens: 272_001 }, GPT), 4.16001);
    // Half a nano-dollar a token: the bill may be rounded up.
    const tiny = { input: 0.0005, output: 0 };
    assert.equal(boundUsd({ promptTokens: 1, maxTokens: 0, numberResults: 2 }, tiny), 2e-9);
  });
});

describe('cacheSavingUsd', () => {
  it('is what full price is more than the price of cached tokens, beyond the step as well', () => {
    assert.equal(cacheSavingUsd(100_000, GPT, 100_000), 0.45);
    assert.equal(cacheSavingUsd(100_000, GPT, 300_000), 0.9);
    assert.equal(cacheSavingUsd(100_000, { input: 30, output: 180 }, 100_000), 0);
  });
});
