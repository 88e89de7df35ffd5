import assert from 'node:assert/strict';
import type { ModelRequest } from '../../src/api/modelClient.ts';
import { ApiError } from '../../src/api/apiErrors.ts';
import { text } from '../support/runware/answers.ts';
import { answerIn, connected, question, thrownBy, wholeAnswer } from './connection.ts';

const words = 'Grüße! 👩‍👩‍👧 The diff renames `--flag`. '.repeat(3);

describe('A streamed answer', () => {
  it('gives reasoning, then text, then the whole answer with usage and cost', () =>
    connected(async ({ service, events }) => {
      service.enqueue(
        text(words, {
          reasoning: 'Look at the flag. '.repeat(4),
          usage: {
            promptTokens: 162,
            completionTokens: 41,
            totalTokens: 203,
            completionTokensDetails: { reasoningTokens: 9 },
          },
          cost: 0.00204,
        }),
      );
      const seen = await events();
      const answer = answerIn(seen);
      const textOf = (type: 'text' | 'reasoning'): string =>
        seen.map(event => (event.type === type ? event.text : '')).join('');
      assert.equal(textOf('text'), words);
      assert.equal(textOf('reasoning'), 'Look at the flag. '.repeat(4));
      assert.deepEqual(
        seen.map(event => event.type).filter((type, index, all) => type !== all[index - 1]),
        ['reasoning', 'text', 'done'],
      );
      assert.equal(answer.text, words);
      assert.equal(answer.finishReason, 'stop');
      assert.equal(answer.usage?.reasoningTokens, 9);
      assert.equal(answer.costUsd, 0.00204);
    }));

  it('is asked for with one task in an array, usage and cost, and the key as Bearer', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(text('Hi'));
      const { taskUUID } = await answer();
      const [request] = service.requests;
      assert.equal(request?.headers['authorization'], 'Bearer [key]');
      assert.equal(request.path, '/v1');
      assert.deepEqual(request.body, [
        {
          taskType: 'textInference',
          taskUUID,
          model: 'openai-gpt-5-5',
          deliveryMethod: 'stream',
          includeCost: true,
          includeUsage: true,
          settings: { maxTokens: 1_000 },
          messages: question.messages,
        },
      ]);
    }));

  it('takes a whole history with tools, their results and a choice', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(text('It exports a.'));
      const request: ModelRequest = {
        model: 'openai-gpt-5-5',
        systemPrompt: 'Be brief.',
        thinkingLevel: 'xhigh',
        maxTokens: 128_000,
        toolChoice: { type: 'tool', name: 'read_file' },
        tools: [
          {
            type: 'function',
            name: 'read_file',
            description: 'Reads a file.',
            schema: { type: 'object', properties: { path: { type: 'string' } } },
          },
        ],
        messages: [
          { role: 'user', content: 'What is in a.ts?' },
          {
            role: 'assistant',
            content: '',
            tools: [
              { id: 'call_1', name: 'read_file', input: { path: 'a.ts' } },
              { id: 'call_2', name: 'read_file', input: { path: 'b.ts' } },
            ],
          },
          { role: 'tool', id: 'call_1', content: 'export const a = 1' },
          { role: 'tool', id: 'call_2', content: '' },
        ],
      };
      assert.equal((await answer(request)).text, 'It exports a.');
    }));

  it('R40, R41: is the same through comments, CRLF, split bytes and split characters', () =>
    connected(async ({ service, answer }) => {
      for (const delivery of [
        { comments: true },
        { crlf: true },
        { splitEvery: 1 },
        { splitEvery: 7, crlf: true, comments: true },
        { chunkSize: 1, splitEvery: 3 },
        { lastEvent: 'noDelta' },
        { lastEvent: 'withText' },
        { noDone: true },
        { reasoningAs: 'list' },
      ] as const) {
        service.enqueue(text(words, { reasoning: 'Hm, 😀.', ...delivery }));
        const got = await answer();
        assert.deepEqual(
          [got.text, got.reasoning, got.finishReason],
          [words, 'Hm, 😀.', 'stop'],
          JSON.stringify(delivery),
        );
      }
    }));

  it('R41: may have an event of a megabyte', () =>
    connected(async ({ service, answer }) => {
      const long = 'ä'.repeat(500_000);
      service.enqueue(text(long, { chunkSize: long.length }));
      const got = await answer({ ...question, maxTokens: 128_000 });
      // Not assert.equal: it would spend minutes on the difference of two such texts.
      assert.ok(got.text === long, `${got.text.length} of ${long.length} characters arrived`);
    }));

  it('may leave out usage and cost', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(text('Hi', { usage: null, cost: null }));
      const { usage, costUsd } = await answer();
      assert.deepEqual([usage, costUsd], [undefined, undefined]);
    }));

  it('R38: may be empty when reasoning used up the limit, and is not asked for again', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(text('', { reasoning: 'Hmm', finishReason: 'length' }));
      const got = await answer();
      assert.deepEqual([got.text, got.finishReason], ['', 'length']);
      assert.equal(service.requests.length, 1);
    }));

  it('announces a fresh UUID before the service sees it, for every request', () =>
    connected(async ({ service, client, announced, answer }) => {
      service.enqueue(text('one'), text('two'));
      const first = await answer();
      assert.deepEqual(announced, [first.taskUUID]);
      const seenBefore: number[] = [];
      const second = await wholeAnswer(client, question, {
        signal: new AbortController().signal,
        beforeSend: () => {
          seenBefore.push(service.requests.length);
          return Promise.resolve();
        },
      });
      assert.deepEqual(seenBefore, [1]);
      assert.notEqual(second.taskUUID, first.taskUUID);
      assert.match(first.taskUUID, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    }));

  it('is not asked for when it could not be announced', () =>
    connected(async ({ service, client }) => {
      const beforeSend = (): Promise<void> => Promise.reject(new Error('disk full'));
      const { signal } = new AbortController();
      const error = await thrownBy(wholeAnswer(client, question, { signal, beforeSend }));
      assert.match(String(error), /disk full/);
      assert.equal(service.requests.length, 0);
    }));

  it('is neither announced nor asked for when the request goes beyond the page', () =>
    connected(async ({ service, announced, events }) => {
      const error = await thrownBy(events({ ...question, maxTokens: 128_001 }));
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.group, error.parameter], ['validation', 'settings.maxTokens']);
      assert.deepEqual([announced, service.requests], [[], []]);
    }));

  it('is logged by host, status, taskUUID and time, without key or content', () =>
    connected(async ({ service, logged, answer }) => {
      service.enqueue(text('the secret of life'));
      const { taskUUID } = await answer();
      const { host } = new URL(service.baseUrl);
      assert.equal(logged.length, 1);
      assert.match(logged.join(), new RegExp(`^POST ${host} 200 ${taskUUID} \\d+ ms$`));
    }));
});

describe('An answer at once', () => {
  it('is the same as a streamed one', () =>
    connected(async ({ service, complete, answer }) => {
      const sent = text(words, { reasoning: 'Hm.' });
      service.enqueue(sent, sent);
      const { taskUUID: id, ...atOnce } = await complete();
      const { taskUUID: otherId, ...streamed } = await answer();
      assert.deepEqual(atOnce, streamed);
      assert.notEqual(id, otherId);
      const bodies = JSON.stringify(service.requests.map(request => request.body));
      assert.match(bodies, /"deliveryMethod":"sync".*"deliveryMethod":"stream"/);
    }));

  it('may bring JSON as text or parsed', () =>
    connected(async ({ service, complete }) => {
      service.enqueue(text('{"a":1}', { textAs: 'parsed' }));
      assert.equal((await complete()).text, '{"a":1}');
    }));
});

describe('The name of the model', () => {
  it('is the id of the page where the service takes it', () =>
    connected(
      async ({ service, answer }) => {
        service.enqueue(text('Hi'));
        await answer();
        assert.equal(service.requests.length, 1);
      },
      { service: { modelNames: 'slugOnly' } },
    ));

  it('is the AIR once the id was refused, and from then on', () =>
    connected(
      async ({ service, announced, waits, answer, complete }) => {
        service.enqueue(text('one'), text('two'));
        assert.equal((await answer()).text, 'one');
        assert.equal((await complete()).text, 'two');
        const sent = service.requests.map(request => JSON.stringify(request.body));
        assert.deepEqual(
          sent.map(body => /"model":"([^"]+)"/.exec(body)?.[1]),
          ['openai-gpt-5-5', 'openai:gpt@5.5', 'openai:gpt@5.5'],
        );
        assert.equal(new Set(announced).size, 3);
        assert.deepEqual(waits, []);
      },
      { service: { modelNames: 'airOnly' } },
    ));

  it('has no second form for a model that nobody knows', () =>
    connected(async ({ service, events }) => {
      const error = await thrownBy(events({ ...question, model: 'nobody-knows-it' }));
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.code, error.parameter], ['invalidModel', 'model']);
      assert.equal(service.requests.length, 1);
    }));
});
