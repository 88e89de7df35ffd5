import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError } from '../../src/api/apiErrors.ts';
import { DELIVERY_METHODS, type ModelRequest } from '../../src/api/modelClient.ts';
import { buildTextTask } from '../../src/api/textTask.ts';
import { isJsonObject } from '../../src/base/json.ts';
import { text } from '../support/runware/answers.ts';
import { validTask, type RawTask } from '../unit/api/validTask.ts';
import { connected, question, tasksSent } from './connection.ts';

/** What the client is asked for, so that this task is sent. */
function requestOf(task: RawTask): ModelRequest {
  const { model, messages, tools, toolChoice, numberResults, webhookURL } = task;
  const settings = isJsonObject(task['settings']) ? task['settings'] : {};
  const { images } = isJsonObject(task['inputs']) ? task['inputs'] : {};
  const schema = task['jsonSchema'];
  return Object.fromEntries(
    Object.entries({
      ...{ model, messages, tools, toolChoice, numberResults, webhookURL, images },
      ...{ maxTokens: 1_000, ...settings },
      delivery: task['deliveryMethod'] ?? 'sync',
      json: task['outputFormat'] !== 'JSON' ? undefined : schema === undefined ? {} : { schema },
    }).filter(([, value]) => value !== undefined),
  ) as unknown as ModelRequest;
}

describe('The limits of a request', () => {
  // That both refuse the same, by the same name, is proven by test/unit/api/requestLaws.test.ts.
  it('let pass whatever the strict service takes', () =>
    connected(async ({ service, answer }) => {
      service.useScript(() => text('{}', { pollsBeforeDone: 0 }));
      await fc.assert(
        fc.asyncProperty(validTask(fc.webUrl()).map(requestOf), async request => {
          assert.equal((await answer(request)).text, '{}');
        }),
        { numRuns: 100 },
      );
      const sent = tasksSent(service, 'textInference');
      assert.ok(sent.every(task => Object.keys(task).at(-1) === 'messages'));
      const methods = new Set(sent.map(task => task['deliveryMethod']));
      assert.deepEqual([...methods].sort(), [...DELIVERY_METHODS].sort());
    }));

  it('are said before anything is sent, with the field', () => {
    const refused = (changes: Partial<ModelRequest>): string | undefined => {
      try {
        built(changes);
      } catch (error) {
        assert.ok(error instanceof ApiError && error.unsent);
        assert.match(error.message, /did not accept the request/);
        return error.parameter;
      }
      return undefined;
    };
    assert.equal(refused({}), undefined);
    assert.equal(refused({ maxTokens: 128_001 }), 'settings.maxTokens');
    assert.equal(refused({ images: ['AAAA', 'not an image!'] }), 'inputs.images[1]');
    assert.equal(refused({ tools: [{ ...tool, name: 'read/file' }] }), 'tools[0].name');
    assert.equal(refused({ json: { schema: '{' } }), 'jsonSchema');
    assert.equal(refused({ messages: [] }), 'messages');
  });

  it('leave a choice without tools alone: the page says that it takes no effect', () =>
    connected(async ({ service, answer }) => {
      service.useScript(() => text('Hi.'));
      for (const tools of [{}, { tools: [] }]) {
        const request = { ...question, ...tools, toolChoice: { type: 'any' as const } };
        assert.equal((await answer(request)).text, 'Hi.');
      }
    }));
});

describe('The task of a request', () => {
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

const tool = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } } },
} as const;

function built(changes: Partial<ModelRequest>): object {
  return buildTextTask(
    { ...question, ...changes },
    { taskUUID: crypto.randomUUID(), model: 'openai-gpt-5-5', host: 'api.runware.ai' },
  );
}
