import assert from 'node:assert/strict';
import { findModel } from '../../../src/api/models.ts';
import { contextState } from '../../../src/chat/context.ts';

const GPT = findModel('openai-gpt-5-5');
const MINI = findModel('openai-gpt-5-4-mini');
const usual = { estimatedTokens: 1_000, ceilingTokens: 272_000, maxTokens: 32_000, model: GPT };

describe('contextState', () => {
  it('says when the context nears its ceiling and when it is full', () => {
    const fillAt = (estimatedTokens: number): string =>
      contextState({ ...usual, estimatedTokens }).fill;
    assert.equal(fillAt(0), 'roomy');
    assert.equal(fillAt(231_199), 'roomy');
    assert.equal(fillAt(231_200), 'near');
    assert.equal(fillAt(272_000), 'near');
    assert.equal(fillAt(272_001), 'full');
  });

  it('leaves room for the answer, whatever the setting says', () => {
    const state = contextState({ ...usual, ceilingTokens: 2_000_000 });
    assert.equal(state.ceilingTokens, 1_018_000);
    assert.equal(state.mostTokens, 1_018_000);
    const small = contextState({ ...usual, model: MINI, ceilingTokens: 500_000 });
    assert.equal(small.ceilingTokens, 368_000);
  });

  it('tells what a prompt beyond the price step costs', () => {
    assert.deepEqual(contextState({ ...usual, estimatedTokens: 300_000 }).beyondStep, {
      aboveTokens: 272_000,
      promptUsd: 3,
      promptUsdWithoutStep: 1.5,
      atMostUsd: 4.44,
    });
    assert.equal(contextState(usual).beyondStep?.promptUsd, 2.72001);
    assert.equal(contextState({ ...usual, model: MINI }).beyondStep, undefined);
  });

  it('goes by the setting for a model that is not known', () => {
    const state = contextState({ ...usual, model: undefined });
    assert.deepEqual(state, {
      fill: 'roomy',
      ceilingTokens: 272_000,
      mostTokens: undefined,
      beyondStep: undefined,
    });
  });
});
