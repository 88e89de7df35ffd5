import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ModelRequest } from '../../src/api/modelClient.ts';
import { answer } from '../support/openaiCompatible/scripts.ts';
import { over, readFile, type clients } from './compatibleConnection.ts';
import { answerIn, question, thrownBy } from './connection.ts';

const history: ModelRequest = {
  model: 'openai-gpt-5-5',
  systemPrompt: 'Be brief.',
  maxTokens: 128_000,
  thinkingLevel: 'xhigh',
  toolChoice: { type: 'tool', name: 'read_file' },
  tools: [readFile, { type: 'search' }],
  images: ['data:image/png;base64,AAAA', 'https://example.org/b.png'],
  messages: [
    { role: 'user', content: 'What is in a.ts?' },
    {
      role: 'assistant',
      content: 'I look.',
      tools: [{ id: 'call_1', name: 'read_file', input: { path: 'a.ts' } }],
    },
    { role: 'tool', id: 'call_1', content: 'export const a = 1' },
    { role: 'assistant', content: 'It exports a.' },
    { role: 'user', content: 'And in these pictures?' },
  ],
};

describe('A request in the compatible formats', () => {
  it('is the whole history on Chat Completions, without an effort beside function tools', () =>
    over('chat', async ({ service, answerTo, bodies }) => {
      service.enqueue(answer({ text: 'Two boxes.' }));
      assert.equal((await answerTo(history)).text, 'Two boxes.');
      const call = { name: 'read_file', arguments: '{"path":"a.ts"}' };
      assert.deepEqual(bodies(), [
        {
          model: 'openai-gpt-5-5',
          stream: true,
          stream_options: { include_usage: true },
          max_completion_tokens: 128_000,
          tools: [
            {
              type: 'function',
              function: {
                name: 'read_file',
                description: 'Reads a file.',
                parameters: readFile.schema,
              },
            },
            { type: 'search' },
          ],
          tool_choice: { type: 'function', function: { name: 'read_file' } },
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'What is in a.ts?' },
            {
              role: 'assistant',
              content: 'I look.',
              tool_calls: [{ id: 'call_1', type: 'function', function: call }],
            },
            { role: 'tool', tool_call_id: 'call_1', content: 'export const a = 1' },
            { role: 'assistant', content: 'It exports a.' },
            {
              role: 'user',
              content: [
                { type: 'text', text: 'And in these pictures?' },
                { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
                { type: 'image_url', image_url: { url: 'https://example.org/b.png' } },
              ],
            },
          ],
        },
      ]);
    }));

  it('is the whole history on Responses, kept by nobody', () =>
    over('responses', async ({ service, answerTo, bodies }) => {
      service.enqueue(answer({ text: 'Two boxes.' }));
      await answerTo({
        ...history,
        tools: [...(history.tools ?? []), { type: 'codeInterpreter' }],
      });
      assert.deepEqual(bodies(), [
        {
          model: 'openai-gpt-5-5',
          stream: true,
          store: false,
          max_output_tokens: 128_000,
          reasoning: { effort: 'xhigh' },
          instructions: 'Be brief.',
          tools: [
            {
              type: 'function',
              name: 'read_file',
              description: 'Reads a file.',
              parameters: readFile.schema,
              strict: false,
            },
            { type: 'web_search' },
            { type: 'code_interpreter', container: { type: 'auto' } },
          ],
          tool_choice: { type: 'function', name: 'read_file' },
          input: [
            { type: 'message', role: 'user', content: 'What is in a.ts?' },
            { type: 'message', role: 'assistant', content: 'I look.' },
            {
              type: 'function_call',
              call_id: 'call_1',
              name: 'read_file',
              arguments: '{"path":"a.ts"}',
            },
            { type: 'function_call_output', call_id: 'call_1', output: 'export const a = 1' },
            { type: 'message', role: 'assistant', content: 'It exports a.' },
            {
              type: 'message',
              role: 'user',
              content: [
                { type: 'input_text', text: 'And in these pictures?' },
                {
                  type: 'input_image',
                  detail: 'auto',
                  image_url: 'data:image/png;base64,AAAA',
                },
                { type: 'input_image', detail: 'auto', image_url: 'https://example.org/b.png' },
              ],
            },
          ],
        },
      ]);
    }));

  it('S26: says nothing of the machine and its environment, and the key as Bearer', async () => {
    process.env['OPENAI_ORG_ID'] = 'org-of-the-user';
    try {
      for (const which of ['chat', 'responses'] as const) {
        await over(which, async ({ service, answerTo }) => {
          service.enqueue(answer({ text: 'Hi' }));
          await answerTo(question);
          const headers = service.requests[0]?.headers ?? {};
          assert.equal(headers['authorization'], 'Bearer [key]');
          assert.equal(headers['user-agent'], 'plumb');
          assert.doesNotMatch(JSON.stringify(headers), /stainless|openai|org-of-the-user|linux/i);
        });
      }
    } finally {
      delete process.env['OPENAI_ORG_ID'];
    }
  });

  it('names each choice of a tool as the format does', async () => {
    const words = { auto: 'auto', any: 'required', none: 'none' } as const;
    for (const which of ['chat', 'responses'] as const) {
      await over(which, async ({ service, answerTo, bodies }) => {
        for (const type of ['auto', 'any', 'none'] as const) {
          service.enqueue(answer({ text: 'Hi' }));
          await answerTo({ ...question, tools: [readFile], toolChoice: { type } });
          const [last] = bodies().slice(-1);
          assert.match(JSON.stringify(last), new RegExp(`"tool_choice":"${words[type]}"`));
        }
      });
    }
  });

  it('gives a tool without arguments one that nobody has to give', async () => {
    const nothing = { ...readFile, schema: { type: 'object', properties: {} } };
    for (const which of ['chat', 'responses'] as const) {
      await over(which, async ({ service, answerTo, bodies }) => {
        service.enqueue(answer({ text: 'Hi' }));
        await answerTo({ ...question, tools: [nothing] });
        assert.match(JSON.stringify(bodies()), /"properties":\{"unused":\{/);
      });
    }
  });

  it('asks for JSON by envelope, bare schema, text of either, or without a schema', async () => {
    const bare = { type: 'object', properties: { a: { type: 'number' } } };
    const envelope = { name: 'thing', schema: bare, strict: false };
    const wrapped = { name: 'response', schema: bare, strict: true };
    const cases = [
      [{ schema: envelope }, envelope],
      [{ schema: bare }, wrapped],
      [{ schema: JSON.stringify(envelope) }, envelope],
      [{ schema: JSON.stringify(bare) }, wrapped],
      [{}, undefined],
    ] as const;
    for (const which of ['chat', 'responses'] as const) {
      await over(which, async ({ service, answerTo, bodies }) => {
        for (const [json, schema] of cases) {
          service.enqueue(answer({ text: '{"a":1}' }));
          assert.equal((await answerTo({ ...question, json })).text, '{"a":1}');
          const [sent] = bodies().slice(-1);
          const format =
            schema === undefined
              ? { type: 'json_object' }
              : which === 'chat'
                ? { type: 'json_schema', json_schema: schema }
                : { type: 'json_schema', ...schema };
          const expected = which === 'chat' ? { response_format: format } : { text: { format } };
          assert.deepEqual({ ...Object(sent), ...expected }, sent);
        }
      });
    }
  });
});

describe('What a compatible endpoint has no place for', () => {
  const uploaded = 'c64351d5-4c59-42f7-95e1-eace013eddab';
  const cases: readonly (readonly [keyof typeof clients, Partial<ModelRequest>, string])[] = [
    ['chat', { delivery: 'async' }, 'deliveryMethod'],
    ['responses', { delivery: 'async' }, 'deliveryMethod'],
    ['chat', { images: [uploaded] }, 'inputs.images'],
    ['responses', { images: [uploaded] }, 'inputs.images'],
    ['chat', { tools: [{ type: 'codeInterpreter' }] }, 'tools'],
    ['chat', { numberResults: 2 }, 'numberResults'],
    ['responses', { numberResults: 2, delivery: 'sync' }, 'numberResults'],
    ['chat', { json: { schema: '{"type":' } }, 'jsonSchema'],
    ['responses', { json: { schema: '[1]' } }, 'jsonSchema'],
  ];
  for (const [which, part, parameter] of cases) {
    it(`is refused on ${which}, not dropped, before it is announced: ${JSON.stringify(part)}`, () =>
      over(which, async ({ service, events, announced, unbilled }) => {
        const error = await thrownBy(events({ ...question, ...part }));
        assert.ok(error instanceof ApiError, String(error));
        assert.deepEqual([error.group, error.parameter], ['validation', parameter]);
        assert.ok(error.unsent);
        assert.deepEqual([service.requests, announced, unbilled], [[], [], []]);
      }));
  }
});

describe('What the compatible endpoints tell beside text', () => {
  const citations = [
    { url: 'https://example.org/a', title: 'A' },
    { url: 'https://example.org/b', title: '' },
    { url: 'javascript:alert(1)', title: 'not the web' },
  ];
  const sources = [
    { url: 'https://example.org/a', title: 'A' },
    { url: 'https://example.org/b', title: 'https://example.org/b' },
  ];

  it('is where the text comes from, each address once, streamed and at once', async () => {
    for (const which of ['chat', 'responses'] as const) {
      await over(which, async ({ service, events }) => {
        for (const delivery of ['stream', 'sync'] as const) {
          service.enqueue(answer({ text: 'It is so.', citations }));
          const seen = await events({ ...question, tools: [{ type: 'search' }], delivery });
          assert.deepEqual(answerIn(seen).sources, sources);
          const told = seen.flatMap(event => (event.type === 'sources' ? event.sources : []));
          assert.deepEqual(told, sources);
        }
      });
    }
  });

  it('is what the tools of the service did, on Responses', () =>
    over('responses', async ({ service, events }) => {
      for (const delivery of ['stream', 'sync'] as const) {
        const code = { input: 'print(6 * 7)', output: '42\n' };
        service.enqueue(answer({ searches: ['weather in Bern'], code, text: '42' }));
        const seen = await events({
          ...{ ...question, delivery },
          tools: [{ type: 'search' }, { type: 'codeInterpreter' }],
        });
        const uses = [
          { id: 'ws_0', tool: 'search', input: 'weather in Bern', output: '' },
          { id: 'ci_1', tool: 'codeInterpreter', input: 'print(6 * 7)', output: '42\n' },
        ];
        assert.deepEqual(answerIn(seen).serviceToolUses, uses);
        assert.deepEqual(
          seen.flatMap(event => (event.type === 'serviceTool' ? event.use : [])),
          uses,
        );
      }
    }));

  it('is several answers side by side on Chat Completions, the bill with the first', () =>
    over('chat', async ({ service, events }) => {
      const script = answer({ text: 'one', others: ['two', 'three'], cost: 0.3 });
      service.enqueue(script);
      const last = (await events({ ...question, numberResults: 3, delivery: 'sync' })).at(-1);
      assert.ok(last?.type === 'done');
      assert.deepEqual(
        [last.answer, ...last.others].map(({ text, costUsd }) => [text, costUsd]),
        [
          ['one', 0.3],
          ['two', undefined],
          ['three', undefined],
        ],
      );
      assert.equal(new Set([last.answer, ...last.others].map(one => one.taskUUID)).size, 1);
    }));
});
