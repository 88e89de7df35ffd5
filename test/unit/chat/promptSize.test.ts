import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelMessage, ModelRequest, TokenUsage } from '../../../src/api/modelClient.ts';
import { canonicalJson } from '../../../src/base/json.ts';
import { createPromptSizer } from '../../../src/chat/promptSize.ts';

const IMAGE_TOKENS = 3_779;
const LOOK = { type: 'function', name: 'look', description: 'Looks.', schema: { type: 'object' } };

function usageOf(promptTokens: number, cachedTokens?: number): TokenUsage {
  return { promptTokens, completionTokens: 10, cachedTokens, reasoningTokens: undefined };
}

function requestOf(
  messages: readonly ModelMessage[],
  more: Partial<ModelRequest> = {},
): ModelRequest {
  return { model: 'openai-gpt-5-5', systemPrompt: 'Be Plumb.', messages, maxTokens: 100, ...more };
}

const user = (content: string): ModelMessage => ({ role: 'user', content });

/** Equal, and not one object the same: as a chat's events are read into rows anew each time. */
function copied<T>(value: T): T {
  return structuredClone(value);
}

/**
 * A tokenizer, as far as is known of any: text by text, each token one byte at least. `bytesPerToken`
 * may differ from row to row.
 */
function trueTokens(request: ModelRequest, bytesPerToken: (text: string) => number): number {
  const texts = [
    request.systemPrompt ?? '',
    canonicalJson(request.tools ?? []),
    ...(request.json === undefined ? [] : [canonicalJson(request.json)]),
    ...request.messages.map(canonicalJson),
  ];
  const count = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken(text));
  const images = (request.images ?? []).length * IMAGE_TOKENS;
  return texts.reduce((sum, text) => sum + count(text), 0) + images;
}

const row: fc.Arbitrary<ModelMessage> = fc.oneof(
  fc.record({ role: fc.constant('user'), content: fc.string({ unit: 'grapheme' }) }),
  fc.record({ role: fc.constant('tool'), id: fc.string(), content: fc.string({ unit: 'binary' }) }),
  fc.record(
    {
      role: fc.constant('assistant'),
      content: fc.string({ maxLength: 400 }),
      tools: fc.array(
        fc.record({
          id: fc.string(),
          name: fc.constantFrom('look', 'act'),
          input: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['role'] },
  ),
);

/** What a chat does between two requests. */
const turn = fc.record({
  rows: fc.array(row, { maxLength: 3 }),
  images: fc.array(fc.constantFrom('data:a', 'https://b', 'uuid-c'), { maxLength: 2 }),
  breaks: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('model', 'tools', 'summary', 'images', 'json') },
  ),
  answered: fc.boolean(),
});

describe('createPromptSizer', () => {
  it('R54 bounds every prompt of a chat, whatever changes and however it is tokenized', () => {
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 1, maxLength: 8 }),
        fc.array(fc.double({ min: 1, max: 8, noNaN: true }), { minLength: 1, maxLength: 5 }),
        (turns, densities) => {
          const tokens = (request: ModelRequest): number =>
            trueTokens(request, text => densities[text.length % densities.length] ?? 1);
          const sizer = createPromptSizer();
          let request = requestOf([]);
          for (const { rows, images, breaks, answered } of turns) {
            const before = breaks === 'summary' ? [user('In short: …')] : request.messages;
            const old = (request.images ?? []).map(image =>
              breaks === 'images' ? `${image}'` : image,
            );
            request = copied({
              ...request,
              messages: [...before, ...rows],
              images: [...old, ...images],
              ...(breaks === 'model' ? { model: `${request.model}'` } : {}),
              ...(breaks === 'tools'
                ? { tools: [{ type: 'search' as const }, ...(request.tools ?? [])] }
                : {}),
              ...(breaks === 'json'
                ? {
                    json: {
                      schema: { n: request.messages.length, description: ' '.repeat(2_000) },
                    },
                  }
                : {}),
            });
            const { boundTokens } = sizer.sizeOf(request);
            assert.ok(boundTokens >= tokens(request), `${boundTokens} < ${tokens(request)}`);
            if (answered) sizer.answered(request, usageOf(tokens(request)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('R54 reckons with what the service counted and the bytes of what is new', () => {
    const sizer = createPromptSizer();
    const text = 'word '.repeat(8_000);
    const request = requestOf([user(text)]);
    assert.ok(sizer.sizeOf(request).boundTokens > 40_000);
    sizer.answered(request, usageOf(8_200));

    const next = requestOf([...copied(request.messages), user('é'.repeat(100))]);
    const { boundTokens, estimatedTokens } = sizer.sizeOf(next);
    assert.ok(boundTokens >= 8_200 + 200 && boundTokens < 8_200 + 200 + 400, `${boundTokens}`);
    assert.ok(estimatedTokens >= 8_200 && estimatedTokens < 8_400, `${estimatedTokens}`);
  });

  it('reads all of a prompt again whose beginning is another', () => {
    const rows = [user('word '.repeat(8_000)), user('and')];
    const request = requestOf(rows, { tools: [{ ...LOOK, type: 'function' }] });
    const others: readonly ModelRequest[] = [
      { ...request, model: 'openai-gpt-5-4' },
      { ...request, systemPrompt: 'Be plain.' },
      { ...request, tools: [] },
      { ...request, tools: [{ ...LOOK, type: 'function', schema: { type: 'array' } }] },
      { ...request, tools: [{ ...LOOK, type: 'function', description: 'Sees.' }] },
      { ...request, tools: [{ type: 'search' }] },
      { ...request, messages: rows.slice(0, 1) },
      { ...request, messages: [user('and'), ...rows] },
    ];
    const sizer = createPromptSizer();
    sizer.answered(request, usageOf(8_200));
    for (const other of others) assert.ok(sizer.sizeOf(other).boundTokens > 40_000);
    assert.ok(sizer.sizeOf(copied(request)).boundTokens < 8_600);
  });

  it('learns how many characters of this chat make a token', () => {
    const sizer = createPromptSizer();
    const chinese = '编辑器'.repeat(1_000);
    const before = sizer.sizeOf(requestOf([user(chinese)])).estimatedTokens;
    assert.ok(before < 1_500, `${before}`);
    let rows: readonly ModelMessage[] = [];
    let counted = 20;
    for (let n = 0; n < 5; n += 1) {
      rows = [...rows, user(chinese)];
      counted += 3_000;
      sizer.answered(requestOf(rows), usageOf(counted));
    }
    const { estimatedTokens } = sizer.sizeOf(requestOf([...rows, user(chinese)]));
    const error = Math.abs(estimatedTokens - (counted + 3_000));
    assert.ok(error < 600, `off by ${error}`);
  });

  it('does not believe a count that no text can have', () => {
    const sizer = createPromptSizer();
    const request = requestOf([user('word '.repeat(8_000))]);
    sizer.answered(request, usageOf(0));
    assert.ok(sizer.sizeOf(request).boundTokens > 40_000);
    sizer.answered(request, usageOf(8_200));
    assert.ok(sizer.sizeOf(request).boundTokens < 8_600);
  });

  it('takes cached tokens for part of a prompt that was counted without them', () => {
    const sizer = createPromptSizer();
    const request = requestOf([user('word '.repeat(8_000))]);
    sizer.answered(request, usageOf(100, 8_000));
    const { boundTokens } = sizer.sizeOf(request);
    assert.ok(boundTokens >= 8_000 && boundTokens < 8_600, `${boundTokens}`);
  });

  it('bounds an image by more than any is billed at, and once more where its form changes', () => {
    const sizer = createPromptSizer();
    const text = requestOf([user('Look.')]);
    const image = { ...text, images: ['data:image/png;base64,AAAA'] };
    const plain = sizer.sizeOf(text);
    assert.ok(sizer.sizeOf(image).boundTokens - plain.boundTokens > IMAGE_TOKENS);
    sizer.answered(image, usageOf(1_600));
    const uploaded = sizer.sizeOf({ ...image, images: ['6b7c9d1e'] });
    assert.ok(uploaded.boundTokens >= 1_600 + IMAGE_TOKENS);
    assert.equal(uploaded.estimatedTokens, 1_600);
  });

  it('reads no row a second time of a long chat that goes on', () => {
    let read = 0;
    const watched = (content: string): ModelMessage => ({
      role: 'user',
      content,
      // Called by whoever serialises the row.
      ...{
        toJSON: () => {
          read += 1;
          return { role: 'user', content };
        },
      },
    });
    const rows = Array.from({ length: 10_000 }, (_, n) => watched(`Message ${n}`));
    const sizer = createPromptSizer();
    sizer.answered(requestOf(rows), usageOf(60_000));
    read = 0;
    sizer.sizeOf(requestOf([...rows, watched('New')]));
    assert.equal(read, 1);
  });
});
