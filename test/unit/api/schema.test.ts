import assert from 'node:assert/strict';
import { TextTask } from '../../../src/api/schema.ts';

const task = {
  taskType: 'textInference',
  taskUUID: '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11',
  model: 'openai-gpt-5-5',
  messages: [{ role: 'user', content: 'Hi' }],
};
const tool = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } } },
};

/** Where the first thing stands that is not allowed; '' if all is. */
function refusedAt(changes: object): string {
  const parsed = TextTask.safeParse({ ...task, ...changes });
  if (parsed.success) return '';
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  return path === '' ? 'task' : path;
}

describe('The request schema', () => {
  it('takes every parameter of the model page', () => {
    const full = {
      ...task,
      outputFormat: 'JSON',
      webhookURL: 'https://example.org/hook?secret=1',
      deliveryMethod: 'async',
      includeCost: true,
      includeUsage: true,
      numberResults: 4,
      inputs: { images: ['data:image/png;base64,AAAA'] },
      jsonSchema: { name: 'answer', schema: { type: 'object' }, strict: true },
      messages: [
        { role: 'user', content: 'What is in a.ts?' },
        {
          role: 'assistant',
          content: 'I look.',
          tools: [{ id: 'call_1', name: 'read_file', input: { path: 'a.ts' } }],
        },
        { role: 'tool', id: 'call_1', content: 'export {}' },
      ],
      settings: { systemPrompt: 'Be brief.', maxTokens: 16_000, thinkingLevel: 'xhigh' },
      toolChoice: { type: 'tool', name: 'read_file' },
      tools: [tool, { type: 'search' }, { type: 'codeInterpreter' }],
    };
    assert.deepEqual(TextTask.parse(full), full);
  });

  it('holds each limit at its last good value and refuses the next', () => {
    const settings = (value: object): object => ({ settings: value });
    const json = (changes: object): object => ({ outputFormat: 'JSON', ...changes });
    const hook = (webhookURL: string): object => ({ deliveryMethod: 'async', webhookURL });
    const named = (name: string): object => ({ tools: [{ ...tool, name }] });
    const limits: readonly (readonly [object, object, string])[] = [
      [settings({ maxTokens: 1 }), settings({ maxTokens: 0 }), 'settings.maxTokens'],
      [settings({ maxTokens: 128_000 }), settings({ maxTokens: 128_001 }), 'settings.maxTokens'],
      [settings({ maxTokens: 5 }), settings({ maxTokens: 5.5 }), 'settings.maxTokens'],
      [settings({ systemPrompt: 'x' }), settings({ systemPrompt: '' }), 'settings.systemPrompt'],
      [
        settings({ systemPrompt: 'x'.repeat(200_000) }),
        settings({ systemPrompt: 'x'.repeat(200_001) }),
        'settings.systemPrompt',
      ],
      [
        settings({ thinkingLevel: 'none' }),
        settings({ thinkingLevel: 'max' }),
        'settings.thinkingLevel',
      ],
      [{ numberResults: 1 }, { numberResults: 0 }, 'numberResults'],
      [{ numberResults: 4 }, { numberResults: 5 }, 'numberResults'],
      [
        { numberResults: 1, deliveryMethod: 'stream' },
        { numberResults: 2, deliveryMethod: 'stream' },
        'numberResults',
      ],
      [named('x'.repeat(64)), named('x'.repeat(65)), 'tools.0.name'],
      [named('a-b_C9'), named('a.b'), 'tools.0.name'],
      [{ tools: [tool] }, { tools: [] }, 'tools'],
      [{ inputs: { images: ['AAAA'] } }, { inputs: { images: [] } }, 'inputs.images'],
      [
        { inputs: { images: ['https://a.example/a.png', 'data:image/png;base64,AAAA'] } },
        { inputs: { images: ['AAAA', 'file:///a.png'] } },
        'inputs.images.1',
      ],
      [json({ jsonSchema: '{}' }), json({ jsonSchema: ['{}'] }), 'jsonSchema'],
      [json({ jsonSchema: {} }), json({ jsonSchema: '[]' }), 'jsonSchema'],
      [json({}), { jsonSchema: {} }, 'jsonSchema'],
      [{ outputFormat: 'TEXT' }, { outputFormat: 'text' }, 'outputFormat'],
      [hook('http://a.example/'), hook('ftp://a.example/'), 'webhookURL'],
      [hook('http://a.example/'), { webhookURL: 'http://a.example/' }, 'webhookURL'],
      [{}, { messages: [] }, 'messages'],
      [
        { taskUUID: '5f0c2b52-7f7c-4a49-8a0b-2f0f6a4f6d11' },
        { taskUUID: '5f0c2b52-7f7c-1a49-9a0b-2f0f6a4f6d11' },
        'taskUUID',
      ],
    ];
    for (const [good, bad, where] of limits) {
      assert.equal(refusedAt(good), '', JSON.stringify(good).slice(0, 80));
      assert.equal(refusedAt(bad), where, JSON.stringify(bad).slice(0, 80));
    }
  });

  it('wants a last row of the user or a tool', () => {
    assert.equal(refusedAt({ messages: [{ role: 'assistant', content: 'Hi' }] }), 'messages');
    assert.equal(refusedAt({ messages: [{ role: 'tool', id: 'c', content: '' }] }), '');
  });

  it('wants words or calls in an assistant row', () => {
    const last = { role: 'user', content: 'Go on' };
    assert.equal(refusedAt({ messages: [{ role: 'assistant' }, last] }), 'messages.0');
    assert.equal(refusedAt({ messages: [{ role: 'assistant', content: '' }, last] }), '');
  });

  it('lets a forced tool be only one of the functions that go along', () => {
    const toolChoice = { type: 'tool', name: 'read_file' };
    assert.equal(refusedAt({ toolChoice, tools: [tool] }), '');
    assert.equal(refusedAt({ toolChoice }), 'toolChoice');
    assert.equal(refusedAt({ toolChoice: { type: 'none' } }), 'toolChoice');
    assert.equal(refusedAt({ toolChoice, tools: [{ type: 'search' }] }), 'toolChoice.name');
    assert.equal(refusedAt({ toolChoice: { type: 'tool' }, tools: [tool] }), 'toolChoice.name');
  });

  it('wants a name and a schema for a function, and each name once', () => {
    for (const field of ['name', 'description', 'schema']) {
      assert.equal(refusedAt({ tools: [{ ...tool, [field]: undefined }] }), `tools.0.${field}`);
    }
    for (const schema of [{}, { type: 'string' }, { type: 'object', properties: {} }]) {
      assert.equal(refusedAt({ tools: [{ ...tool, schema }] }), 'tools.0.schema');
    }
    assert.equal(refusedAt({ tools: [tool, tool] }), 'tools');
  });

  it('is closed at every level', () => {
    const strangers: readonly object[] = [
      { temperature: 1 },
      { settings: { topP: 1 } },
      { inputs: { videos: ['x'] } },
      { messages: [{ role: 'user', content: 'Hi', name: 'me' }] },
      { tools: [{ type: 'search', query: 'x' }] },
      { tools: [tool], toolChoice: { type: 'auto', name: 'read_file' } },
    ];
    for (const stranger of strangers) {
      assert.notEqual(refusedAt(stranger), '', JSON.stringify(stranger));
    }
  });

  it('sends the messages last, so that a longer chat begins with the bytes of the shorter', () => {
    const parsed = TextTask.parse({ ...task, settings: { maxTokens: 5 }, tools: [tool] });
    assert.equal(Object.keys(parsed).at(-1), 'messages');
  });
});
