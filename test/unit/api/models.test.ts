import assert from 'node:assert/strict';
import { readModelList, type ListedModel } from '../../../src/api/listedModel.ts';
import { mergeModels } from '../../../src/api/mergeModels.ts';
import { findModel, MODELS, type ModelFacts } from '../../../src/api/models.ts';
import { modelList } from '../../support/runware/modelList.ts';

function only(entry: object): ListedModel | undefined {
  return readModelList({ data: [{ id: 'some-model', ...entry }] })?.[0];
}

function merged(id: string, body: unknown = modelList): ModelFacts | undefined {
  return findModel(id, mergeModels(readModelList(body) ?? []));
}

describe('The list of models', () => {
  it('is read in dollars per million tokens, without noise', () => {
    const models = readModelList(modelList) ?? [];
    assert.deepEqual(
      models.map(({ id, price }) => [id, price]),
      [
        ['openai-gpt-5-5', { input: 5, output: 30 }],
        ['openai-gpt-5-4', { input: 2.5, output: 15 }],
        ['openai-gpt-5-4-mini', { input: 0.85, output: 5.1 }],
        ['anthropic-claude-haiku-4-5', { input: 0.95, output: 4.75, cachedInput: 0.095 }],
        ['openai-gpt-5-6-sol', { input: 5, output: 30 }],
      ],
    );
  });

  it('leaves out what answers in pictures, and keeps what does not say', () => {
    assert.equal(only({ output_modalities: ['image'] }), undefined);
    assert.equal(only({ architecture: { output_modalities: ['audio'] } }), undefined);
    assert.ok(only({ output_modalities: ['text', 'image'] }));
    assert.ok(only({}));
  });

  it('says of images and of the compatible endpoints what the entry says', () => {
    assert.equal(only({ input_modalities: ['text'] })?.takesImages, false);
    assert.equal(only({ architecture: { input_modalities: ['image'] } })?.takesImages, true);
    assert.equal(only({})?.takesImages, undefined);
    for (const status of ['compatible-only', 'openai-compatible']) {
      assert.equal(only({ status })?.native, false);
    }
    assert.equal(only({ status: 'live' })?.native, true);
  });

  it('takes no price for free, and none that is not one', () => {
    for (const pricing of [
      { prompt: '0', completion: '0' },
      { prompt: '-1', completion: '-1' },
      { prompt: 'free', completion: '0.1' },
      { prompt: '0.1' },
      {},
      null,
      [],
    ]) {
      assert.equal(only({ pricing })?.price, undefined, JSON.stringify(pricing));
    }
    assert.deepEqual(only({ pricing: { prompt: 2e-6, completion: '.00001' } })?.price, {
      input: 2,
      output: 10,
    });
  });

  it('survives entries that are no models, and says when it is no list at all', () => {
    const models = readModelList([null, 'x', {}, { id: '' }, { id: 'good' }, { id: 'good' }]);
    assert.deepEqual(models, [{ id: 'good', native: true }]);
    assert.deepEqual(readModelList({ data: [] }), []);
    for (const body of [{}, null, 'x', { data: {} }, { data: [{ error: 'x' }] }]) {
      assert.equal(readModelList(body), undefined, JSON.stringify(body));
    }
  });
});

describe('The models to pick from', () => {
  it('are the table where nothing is listed', () => {
    assert.deepEqual(mergeModels([]), MODELS);
  });

  it('keep name, step, levels and deliveries of the table, with the prices of the list', () => {
    const known = findModel('openai-gpt-5-5');
    assert.deepEqual(merged('openai-gpt-5-5'), known);
    const dearer = { id: 'openai-gpt-5-5', pricing: { prompt: '0.00001', completion: '0.00006' } };
    assert.deepEqual(merged('openai:gpt@5.5', [dearer]), {
      ...known,
      price: { ...known?.price, input: 10, cachedInput: 1, output: 60 },
    });
    assert.deepEqual(merged('openai-gpt-5-4-mini')?.price, {
      input: 0.85,
      cachedInput: 0.085,
      output: 5.1,
    });
    assert.deepEqual(merged('openai-gpt-5-4-pro', [{ id: 'openai-gpt-5-4-pro' }])?.deliveries, [
      'async',
    ]);
  });

  it('are known by either name in the list', () => {
    const facts = merged('openai-gpt-5-4', [{ id: 'openai:gpt@5.4', context_length: 500_000 }]);
    assert.equal(facts?.contextTokens, 500_000);
    assert.equal(facts.id, 'openai-gpt-5-4');
  });

  it('have those of the list behind them, with careful guesses for what it does not say', () => {
    assert.deepEqual(merged('anthropic-claude-haiku-4-5'), {
      id: 'anthropic-claude-haiku-4-5',
      label: 'Claude Haiku 4.5',
      contextTokens: 200_000,
      maxOutputTokens: 64_000,
      price: { input: 0.95, cachedInput: 0.095, output: 4.75 },
      thinkingLevels: ['low', 'medium', 'high'],
      takesImages: true,
      takesTools: true,
      native: true,
    });
    assert.equal(merged('openai-gpt-5-6-sol')?.native, false);
    assert.equal(merged('openai-gpt-image-2'), undefined);
    assert.deepEqual(merged('new', [{ id: 'new' }]), {
      id: 'new',
      label: 'new',
      contextTokens: 128_000,
      maxOutputTokens: 16_000,
      thinkingLevels: ['low', 'medium', 'high'],
      takesImages: false,
      takesTools: true,
      native: true,
    });
  });
});
