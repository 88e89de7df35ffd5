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
  schema: { type: 'object' },
};
const called = {
  role: 'assistant',
  tools: [{ id: 'call_1', name: 'read_file', input: { path: 'a.ts' } }],
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
      [{ jsonSchema: '{}' }, { jsonSchema: ['{}'] }, 'jsonSchema'],
      [{ outputFormat: 'TEXT' }, { outputFormat: 'text' }, 'outputFormat'],
      [{ webhookURL: 'http://a.example/' }, { webhookURL: 'ftp://a.example/' }, 'webhookURL'],
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
    assert.equal(
      refusedAt({ messages: [called, { role: 'tool', id: 'call_1', content: '' }] }),
      '',
    );
  });

  it('wants a result behind each call, and a call before each result', () => {
    const result = { role: 'tool', id: 'call_1', content: '' };
    const user = { role: 'user', content: 'Go on' };
    const twice = { ...called, tools: [...called.tools, ...called.tools] };
    assert.equal(refusedAt({ messages: [called, result, user] }), '');
    assert.equal(refusedAt({ messages: [called] }), 'messages');
    assert.equal(refusedAt({ messages: [called, user] }), 'messages.1');
    assert.equal(refusedAt({ messages: [called, result, result] }), 'messages.2.id');
    assert.equal(refusedAt({ messages: [user, result] }), 'messages.1.id');
    assert.equal(refusedAt({ messages: [twice, result, result] }), 'messages.0.tools');
  });

  it('takes images in the four forms of the page and in no other', () => {
    const images = (image: string): string => refusedAt({ inputs: { images: [image] } });
    for (const image of [
      '5f0c2b52-7f7c-4a49-8a0b-2f0f6a4f6d11',
      'https://example.org/a.png?b=c',
      'data:image/jpeg;base64,AAAA==',
      'AAAA==',
      `data:image/png;base64,${'A'.repeat(40_000_000)}`,
    ]) {
      assert.equal(images(image), '', image.slice(0, 60));
    }
    for (const image of [
      '',
      'a picture',
      'ftp://example.org/a.png',
      'http://',
      'data:image/png;base64,',
      'data:image/png;base64,A A',
      'data:text/plain;base64,AAAA',
      'file:///a.png',
    ]) {
      assert.equal(images(image), 'inputs.images.0', image);
    }
  });

  it('wants a jsonSchema that is one where JSON is asked for', () => {
    const json = (jsonSchema: unknown): string => refusedAt({ outputFormat: 'JSON', jsonSchema });
    for (const good of [{}, '{}', { name: 'a', schema: {} }, '{"name":"a","schema":{}}']) {
      assert.equal(json(good), '', JSON.stringify(good));
    }
    assert.equal(json('{'), 'jsonSchema');
    assert.equal(json('[]'), 'jsonSchema');
    assert.equal(json({ schema: {} }), 'jsonSchema.name');
    assert.equal(json({ name: 'a', schema: [] }), 'jsonSchema.schema');
    assert.equal(json({ name: 'a', schema: {}, strict: 'yes' }), 'jsonSchema.strict');
    assert.equal(json({ name: 'a', schema: {}, type: 'x' }), 'jsonSchema.type');
    assert.equal(refusedAt({ jsonSchema: '{' }), '', 'it is not used for text');
  });

  it('wants words or calls in an assistant row', () => {
    const last = { role: 'user', content: 'Go on' };
    assert.equal(refusedAt({ messages: [{ role: 'assistant' }, last] }), 'messages.0');
    assert.equal(refusedAt({ messages: [{ role: 'assistant', content: '' }, last] }), '');
  });

  it('lets a forced tool be only one of the functions that go along', () => {
    const toolChoice = { type: 'tool', name: 'read_file' };
    assert.equal(refusedAt({ toolChoice, tools: [tool] }), '');
    assert.equal(refusedAt({ toolChoice }), '', 'without tools a choice has no effect');
    assert.equal(refusedAt({ toolChoice, tools: [{ type: 'search' }] }), 'toolChoice.name');
    assert.equal(refusedAt({ toolChoice: { type: 'tool' }, tools: [tool] }), 'toolChoice.name');
  });

  it('wants a name, a description and a schema for a function, and each name once', () => {
    for (const part of ['name', 'description', 'schema']) {
      const lacking = Object.fromEntries(Object.entries(tool).filter(([key]) => key !== part));
      assert.equal(refusedAt({ tools: [lacking] }), `tools.0.${part}`);
    }
    assert.equal(refusedAt({ tools: [{ ...tool, schema: { type: 'string' } }] }), 'tools.0.schema');
    const empty = { type: 'object', properties: {} };
    assert.equal(refusedAt({ tools: [{ ...tool, schema: empty }] }), 'tools.0.schema');
    assert.equal(refusedAt({ tools: [tool, { type: 'search' }, tool] }), 'tools.2.name');
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
