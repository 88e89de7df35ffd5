import assert from 'node:assert/strict';
import { findModel } from '../../../src/api/models.ts';
import { contextState } from '../../../src/chat/context.ts';

const GPT = findModel('openai-gpt-5-5');
const MINI = findModel('openai-gpt-5-4-mini');
const usual = { estimatedTokens: 1_000, allowedTokens: 272_000, maxTokens: 32_000, model: GPT };

describe('contextState', () => {
  it('says when the context is full', () => {
    const isFullAt = (estimatedTokens: number): boolean =>
      contextState({ ...usual, estimatedTokens }).isFull;
    assert.equal(isFullAt(0), false);
    assert.equal(isFullAt(272_000), false);
    assert.equal(isFullAt(272_001), true);
  });

  it('leaves room for the answer, whatever the setting says', () => {
    const state = contextState({ ...usual, allowedTokens: 2_000_000 });
    assert.equal(state.ceilingTokens, 1_018_000);
    assert.equal(state.mostTokens, 1_018_000);
    const small = contextState({ ...usual, model: MINI, allowedTokens: 500_000 });
    assert.equal(small.ceilingTokens, 368_000);
  });

  it('tells what a prompt beyond the price step costs', () => {
    const beyond = contextState({ ...usual, estimatedTokens: 300_000 });
    assert.deepEqual([beyond.beyondTokens, beyond.atMostUsd], [272_000, 4.44]);
    assert.equal(contextState(usual).beyondTokens, undefined);
    assert.equal(contextState(usual).atMostUsd, 0.965);
    const mini = contextState({ ...usual, model: MINI, estimatedTokens: 300_000 });
    assert.equal(mini.beyondTokens, undefined);
  });

  it('goes by the setting for a model that is not known', () => {
    const state = contextState({ ...usual, model: undefined });
    assert.deepEqual(state, {
      isFull: false,
      ceilingTokens: 272_000,
      mostTokens: Infinity,
      atMostUsd: undefined,
      beyondTokens: undefined,
    });
  });
});
