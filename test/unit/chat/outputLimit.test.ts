import assert from 'node:assert/strict';
import { findModel, type ModelFacts } from '../../../src/api/models.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { play, turnOf } from './turnHarness.ts';

/** The limit that is sent where 32,000 tokens are set. */
async function sentFor(facts: ModelFacts | undefined): Promise<number | undefined> {
  const client = createScriptedModel([{ text: ['Hi'] }]);
  await play(turnOf({ client, settings: { facts, maxTokens: 32_000 } }));
  return client.requests[0]?.maxTokens;
}

describe('the limit on the tokens of an answer', () => {
  const known = findModel('openai-gpt-5-5');
  assert.ok(known !== undefined);

  it('is the one that is set', async () => {
    assert.equal(await sentFor(known), 32_000);
    assert.equal(await sentFor(undefined), 32_000);
  });

  it('is no more than the model gives', async () => {
    assert.equal(await sentFor({ ...known, maxOutputTokens: 16_000 }), 16_000);
  });
});
