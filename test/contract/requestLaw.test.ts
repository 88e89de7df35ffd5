import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError } from '../../src/api/apiErrors.ts';
import {
  DELIVERY_METHODS,
  THINKING_LEVELS,
  type ModelMessage,
  type ModelRequest,
  type ToolDefinition,
} from '../../src/api/modelClient.ts';
import { buildTextTask } from '../../src/api/textTask.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { text } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { connected, question, tasksSent } from './connection.ts';

const value = fc.oneof(
  fc.constantFrom(null, true, false),
  fc.integer(),
  fc.string(),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.string()),
);
const object: fc.Arbitrary<JsonObject> = fc.dictionary(fc.string(), value, { maxKeys: 4 });
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

const schema = object.map((extra): JsonObject => ({
  ...extra,
  type: 'object',
  properties: { path: { type: 'string' } },
}));

const functions = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).chain(names =>
  fc.tuple(
    ...names.map(one =>
      fc.record({
        type: fc.constant('function' as const),
        name: fc.constant(one),
        description: fc.string(),
        schema,
      }),
    ),
  ),
);

const ownTools = fc.subarray<ToolDefinition>([{ type: 'search' }, { type: 'codeInterpreter' }]);

/** Tools, and a choice that fits them. */
const toolFields = fc.oneof(
  fc.constant({}),
  fc.tuple(functions, ownTools).chain(([own, service]) =>
    fc
      .option(
        fc.oneof(
          fc.constantFrom('auto', 'any', 'none').map(type => ({ type })),
          fc.constantFrom(...own).map(tool => ({ type: 'tool' as const, name: tool.name })),
        ),
        { nil: undefined },
      )
      .map(toolChoice => ({
        tools: [...own, ...service],
        ...(toolChoice === undefined ? {} : { toolChoice }),
      })),
  ),
);

/** A question, or a call with its results; none of them ends with words of the model. */
const exchange = fc.oneof(
  fc.string().map((content): ModelMessage[] => [{ role: 'user', content }]),
  fc
    .tuple(
      fc.option(fc.string(), { nil: undefined }),
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
      name,
      object,
      fc.string(),
    )
    .map(([content, ids, tool, input, result]): ModelMessage[] => [
      {
        role: 'assistant',
        ...(content === undefined ? {} : { content }),
        tools: ids.map(id => ({ id, name: tool, input })),
      },
      ...ids.map((id): ModelMessage => ({ role: 'tool', id, content: result })),
    ]),
);

const messages = fc.array(exchange, { minLength: 1, maxLength: 4 }).map(rows => rows.flat());

const image = fc.oneof(
  fc.base64String({ minLength: 4 }),
  fc.base64String({ minLength: 4 }).map(data => `data:image/png;base64,${data}`),
  fc.webUrl(),
);

const outputFields = fc.oneof(
  fc.constant({}),
  fc.constant({ json: {} }),
  schema.map(bare => ({ json: { schema: bare } })),
  schema.map(bare => ({ json: { schema: JSON.stringify(bare) } })),
  schema.map(bare => ({ json: { schema: { name: 'answer', schema: bare, strict: true } } })),
);

const deliveryFields = fc.oneof(
  fc.constantFrom({}, { delivery: 'stream' as const, numberResults: 1 }),
  fc.record({
    delivery: fc.constantFrom('sync' as const, 'async' as const),
    numberResults: fc.integer({ min: 1, max: 4 }),
    webhookURL: fc.webUrl(),
  }),
);

const validRequest: fc.Arbitrary<ModelRequest> = fc
  .tuple(
    fc.record(
      {
        systemPrompt: fc.string(),
        thinkingLevel: fc.constantFrom(...THINKING_LEVELS),
        images: fc.array(image, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    fc.record({ messages, maxTokens: fc.integer({ min: 1, max: 128_000 }) }),
    toolFields,
    outputFields,
    deliveryFields,
  )
  .map(([common, needed, tools, output, delivery]) => ({
    model: 'openai-gpt-5-5',
    ...common,
    ...needed,
    ...tools,
    ...output,
    ...delivery,
  }));

const tool: ToolDefinition = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } } },
};

/** A limit that is broken: in what the client is asked, and in what would be on the wire. */
interface Broken {
  readonly parameter: string;
  readonly asked: object;
  readonly sent: JsonObject;
}

const both = (parameter: string, fields: JsonObject): Broken => ({
  parameter,
  asked: fields,
  sent: fields,
});

const setting = (field: string, value: string | number): Broken => ({
  parameter: `settings.${field}`,
  asked: { [field]: value },
  sent: { settings: { [field]: value } },
});

const withTool = (field: string, value: JsonObject | string): Broken =>
  both(`tools[0].${field}`, { tools: [{ ...(tool as JsonObject), [field]: value }] });

const broken = fc.oneof(
  fc
    .oneof(fc.integer({ max: 0 }), fc.integer({ min: 128_001 }), fc.constant(1.5))
    .map(value => setting('maxTokens', value)),
  fc.integer({ min: 200_001, max: 200_100 }).map(size => setting('systemPrompt', 'x'.repeat(size))),
  fc
    .string()
    .filter(level => !THINKING_LEVELS.some(known => known === level))
    .map(level => setting('thinkingLevel', level)),
  fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 5 })).map(count => ({
    parameter: 'numberResults',
    asked: { numberResults: count, delivery: 'sync' },
    sent: { numberResults: count, deliveryMethod: 'sync' },
  })),
  fc.integer({ min: 2, max: 4 }).map(count => ({
    parameter: 'numberResults',
    asked: { numberResults: count, delivery: 'stream' },
    sent: { numberResults: count, deliveryMethod: 'stream' },
  })),
  fc.constantFrom('here', 'ftp://a.example/', '').map(webhookURL => ({
    parameter: 'webhookURL',
    asked: { webhookURL, delivery: 'async' },
    sent: { webhookURL, deliveryMethod: 'async' },
  })),
  fc.constantFrom('file:///a.png', 'not an image!', 'data:text/plain;base64,AAAA').map(value => ({
    parameter: 'inputs.images[1]',
    asked: { images: ['AAAA', value] },
    sent: { inputs: { images: ['AAAA', value] } },
  })),
  fc
    .oneof(
      fc.stringMatching(/^[A-Za-z0-9_-]{65,80}$/),
      fc.constantFrom('', 'a.b', 'a b', 'ä', 'read/file'),
    )
    .map(value => withTool('name', value)),
  fc.constantFrom<JsonObject>({}, { type: 'string' }).map(value => withTool('schema', value)),
  name
    .filter(other => other !== 'read_file')
    .map(other =>
      both('toolChoice.name', {
        tools: [tool as JsonObject],
        toolChoice: { type: 'tool', name: other },
      }),
    ),
  fc
    .constantFrom('required', '', 'function')
    .map(type => both('toolChoice.type', { tools: [tool as JsonObject], toolChoice: { type } })),
  fc.constant(both('messages', { messages: [] })),
  fc.string().map(content =>
    both('messages', {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content },
      ],
    }),
  ),
  fc.constantFrom('{', '[]', '7').map(jsonSchema => ({
    parameter: 'jsonSchema',
    asked: { json: { schema: jsonSchema } },
    sent: { outputFormat: 'JSON', jsonSchema },
  })),
);

describe('The limits of a request', () => {
  it('let pass whatever the strict service takes', () =>
    connected(async ({ service, answer }) => {
      service.useScript(() => text('{}', { pollsBeforeDone: 0 }));
      await fc.assert(
        fc.asyncProperty(validRequest, async request => {
          assert.equal((await answer(request)).text, '{}');
        }),
        { numRuns: 100 },
      );
      const sent = tasksSent(service, 'textInference');
      assert.ok(sent.every(task => Object.keys(task).at(-1) === 'messages'));
      const methods = new Set(sent.map(task => task['deliveryMethod']));
      assert.deepEqual([...methods].sort(), [...DELIVERY_METHODS].sort());
    }));

  it('are refused by both where one is broken, with the same field named', () =>
    connected(async ({ service }) => {
      await fc.assert(
        fc.asyncProperty(broken, async ({ parameter, asked, sent }) => {
          assert.equal(refusedHere({ ...question, ...asked } as ModelRequest), parameter);
          const task = {
            taskType: 'textInference',
            taskUUID: crypto.randomUUID(),
            model: question.model,
            messages: question.messages,
            ...sent,
          };
          const response = await fetch(service.baseUrl, {
            method: 'POST',
            headers: { authorization: `Bearer ${localKey}`, 'content-type': 'application/json' },
            body: JSON.stringify([task]),
          });
          const said = await response.text();
          assert.equal(response.status, 400, said);
          assert.ok(said.includes(JSON.stringify(parameter)), `${parameter}: ${said}`);
        }),
        { numRuns: 200 },
      );
    }));

  it('leave a choice without tools alone: the page says that it takes no effect', () =>
    connected(async ({ service, answer }) => {
      service.useScript(() => text('Hi.'));
      for (const tools of [{}, { tools: [] }]) {
        const request = { ...question, ...tools, toolChoice: { type: 'any' as const } };
        assert.equal(refusedHere(request), '');
        assert.equal((await answer(request)).text, 'Hi.');
      }
    }));
});

describe('The task of a request', () => {
  const built = (changes: Partial<ModelRequest>): object =>
    buildTextTask(
      { ...question, ...changes },
      { taskUUID: crypto.randomUUID(), model: 'openai-gpt-5-5', host: 'api.runware.ai' },
    );

  it('has a webhook only where it is async', () => {
    const webhookURL = 'https://a.example/hook';
    assert.ok('webhookURL' in built({ webhookURL, delivery: 'async' }));
    for (const delivery of ['sync', 'stream'] as const) {
      assert.ok(!('webhookURL' in built({ webhookURL, delivery })));
    }
  });

  it('gives a tool without arguments one that nobody has to give', () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false };
    const { tools } = built({ tools: [{ ...tool, schema }] }) as { readonly tools: unknown };
    assert.match(JSON.stringify(tools), /"properties":\{"unused":/);
    assert.doesNotMatch(JSON.stringify(tools), /required/);
  });
});

/** The field that the client names when it refuses to send; '' if it would send. */
function refusedHere(request: ModelRequest): string {
  try {
    buildTextTask(request, {
      taskUUID: crypto.randomUUID(),
      model: request.model,
      host: 'api.runware.ai',
    });
  } catch (error) {
    assert.ok(error instanceof ApiError && error.unsent);
    assert.match(error.message, /did not accept the request/);
    return error.parameter ?? '';
  }
  return '';
}
