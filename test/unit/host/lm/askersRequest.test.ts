import assert from 'node:assert/strict';
import { MODELS, findModel, type ModelFacts } from '../../../../src/api/models.ts';
import { buildTextTask } from '../../../../src/api/textTask.ts';
import { askersRequest, type Asked } from '../../../../src/host/lm/askersRequest.ts';
import { modelInformation } from '../../../../src/host/lm/modelInformation.ts';
import { onePixel } from '../../../support/onePixel.ts';

const settings = { thinkingLevel: 'medium', maxOutputTokens: 32_000 } as const;

function facts(id = 'openai-gpt-5-5'): ModelFacts {
  const found = findModel(id);
  assert.ok(found !== undefined);
  return found;
}

function asked(more: Partial<Asked> = {}): Asked {
  return {
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
    tools: [],
    mustCall: false,
    modelOptions: undefined,
    ...more,
  };
}

describe('the request of another program', () => {
  it('is asked as the settings say where it says nothing', () => {
    assert.deepEqual(askersRequest(asked(), facts(), settings), {
      model: 'openai-gpt-5-5',
      messages: [{ role: 'user', content: 'Hi' }],
      thinkingLevel: 'medium',
      maxTokens: 32_000,
      delivery: 'stream',
    });
  });

  it('takes the thinking level and the limit from the model options', () => {
    for (const modelOptions of [
      { thinkingLevel: 'xhigh', maxTokens: 500 },
      { reasoningEffort: 'xhigh', max_tokens: 500, temperature: 0.2 },
    ]) {
      const request = askersRequest(asked({ modelOptions }), facts(), settings);
      assert.equal(request.thinkingLevel, 'xhigh');
      assert.equal(request.maxTokens, 500);
    }
  });

  it('refuses an option whose value cannot be, and names it', () => {
    const modelOptions = { thinkingLevel: 'extreme' };
    assert.throws(
      () => askersRequest(asked({ modelOptions }), facts(), settings),
      /“thinkingLevel”.*none, low, medium, high, xhigh/,
    );
  });

  it('makes tools that the wire takes, also of one without arguments', () => {
    const tools = [
      { name: 'look', description: 'Looks.', inputSchema: { type: 'object', properties: {} } },
      { name: 'wait', description: 'Waits.' },
    ];
    const request = askersRequest(asked({ tools, mustCall: true }), facts(), settings);
    assert.deepEqual(request.toolChoice, { type: 'any' });
    const taskUUID = '770a8400-e29b-41d4-a716-446655440000';
    const task = buildTextTask(request, { taskUUID, model: request.model, host: 'localhost' });
    assert.equal(task.tools?.length, 2);
  });

  it('refuses images for a model that takes none, before anything is sent', () => {
    const part = { type: 'image', bytes: onePixel(), mediaType: 'image/png' } as const;
    const messages = [{ role: 'user', parts: [part] }] as const;
    const blind = { ...facts(), takesImages: false };
    assert.throws(
      () => askersRequest(asked({ messages }), blind, settings),
      /GPT-5\.5 takes no images/,
    );
  });

  it('asks a model that cannot stream in the way that it can', () => {
    const request = askersRequest(asked(), facts('openai-gpt-5-4-pro'), settings);
    assert.equal(request.delivery, 'async');
  });
});

describe('what VS Code is told of a model', () => {
  it('names the family as others do, so that a selector finds it', () => {
    const limits = { maxInputTokens: 272_000, maxOutputTokens: 32_000 };
    assert.deepEqual(
      MODELS.map(model => modelInformation(model, limits).family),
      ['gpt-5.5', 'gpt-5.4', 'gpt-5.4-pro', 'gpt-5.4-mini', 'gpt-5.4-nano', 'gpt-5-mini'],
    );
  });

  it('leaves room for the answer in what the model holds, and keeps the limits of the settings', () => {
    const small = { ...facts(), contextTokens: 100_000 };
    const limits = { maxInputTokens: 272_000, maxOutputTokens: 32_000 };
    const { maxInputTokens, maxOutputTokens } = modelInformation(small, limits);
    assert.deepEqual(
      { maxInputTokens, maxOutputTokens },
      { maxInputTokens: 68_000, maxOutputTokens: 32_000 },
    );
    assert.equal(modelInformation(facts(), limits).maxInputTokens, 272_000);
  });

  it('says what it costs where that is known', () => {
    const limits = { maxInputTokens: 272_000, maxOutputTokens: 32_000 };
    assert.match(modelInformation(facts(), limits).tooltip ?? '', /\$5 .*\$30/);
  });
});
