import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { AnswerNotThere } from '../../src/api/modelClient.ts';
import { answerIn, question, thrownBy } from './connection.ts';
import { transports } from './transports.ts';

const words = 'Grüße! 👩‍👩‍👧 The diff renames `--flag`. '.repeat(3);
const usage = { prompt: 162, completion: 41, cached: 128, reasoning: 9 };

for (const { name, connect } of transports) {
  describe(`An answer over ${name}`, () => {
    it('R53: gives reasoning, then text, then the whole with usage and cost, each token once', () =>
      connect(async ({ play, events }) => {
        play({ reasoning: 'Look at the flag. '.repeat(4), text: words, usage, cost: 0.00204 });
        const seen = await events();
        const textOf = (type: 'text' | 'reasoning'): string =>
          seen.map(event => (event.type === type ? event.text : '')).join('');
        assert.deepEqual(
          seen.map(event => event.type).filter((type, index, all) => type !== all[index - 1]),
          ['reasoning', 'text', 'done'],
        );
        assert.equal(textOf('text'), words);
        assert.equal(textOf('reasoning'), 'Look at the flag. '.repeat(4));
        const { text, reasoning, finishReason, costUsd, usage: told } = answerIn(seen);
        assert.deepEqual([text, reasoning], [textOf('text'), textOf('reasoning')]);
        assert.deepEqual([finishReason, costUsd], ['stop', 0.00204]);
        assert.deepEqual(told, {
          promptTokens: 162,
          completionTokens: 41,
          cachedTokens: 128,
          reasoningTokens: 9,
        });
      }));

    it('is the same at once as streamed', () =>
      connect(async ({ play, answer, complete }) => {
        const script = { reasoning: 'Hm.', text: words, usage, cost: 0.5 };
        play(script, script);
        const { taskUUID: id, ...streamed } = await answer();
        const { taskUUID: otherId, ...whole } = await complete();
        assert.deepEqual(whole, streamed);
        assert.notEqual(id, otherId);
      }));

    it('R40, R41: is the same through comments, CRLF, split bytes and split characters', () =>
      connect(async ({ play, answer }) => {
        for (const travel of [
          { comments: true },
          { crlf: true },
          { splitEvery: 1 },
          { splitEvery: 7, crlf: true, comments: true },
          { chunkSize: 1, splitEvery: 3 },
          { noDone: true },
        ] as const) {
          play({ reasoning: 'Hm, 😀.', text: words, ...travel });
          const got = await answer();
          assert.deepEqual(
            [got.text, got.reasoning, got.finishReason],
            [words, 'Hm, 😀.', 'stop'],
            JSON.stringify(travel),
          );
        }
      }));

    it('R41: may have an event of a megabyte', () =>
      connect(async ({ play, answer }) => {
        const long = 'ä'.repeat(500_000);
        play({ text: long, chunkSize: long.length });
        const { text } = await answer({ ...question, maxTokens: 128_000 });
        // Not assert.equal: it would spend minutes on the difference of two such texts.
        assert.ok(text === long, `${text.length} of ${long.length} characters arrived`);
      }));

    it('may leave out usage and cost', () =>
      connect(async ({ play, answer }) => {
        play({ text: 'Hi', usage: null });
        const { usage: none, costUsd } = await answer();
        assert.deepEqual([none, costUsd], [undefined, undefined]);
      }));

    it('R38: may be empty when reasoning used up the limit, and is not asked for again', () =>
      connect(async ({ play, answer, requests }) => {
        play({ reasoning: 'Hmm', text: '', finish: 'length' });
        const got = await answer();
        assert.deepEqual([got.text, got.finishReason], ['', 'length']);
        assert.equal(requests.length, 1);
      }));

    it('may be cut off by a content filter', () =>
      connect(async ({ play, answer, complete }) => {
        for (const ask of [answer, complete]) {
          play({ text: 'As I', finish: 'content_filter' });
          const got = await ask();
          assert.deepEqual([got.text, got.finishReason], ['As I', 'content_filter']);
        }
      }));

    it('is announced by a fresh UUID before the service sees it', () =>
      connect(async ({ play, client, requests, announced, answer }) => {
        play({ text: 'one' }, { text: 'two' });
        const first = await answer();
        assert.deepEqual(announced, [first.taskUUID]);
        assert.match(first.taskUUID, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
        const seenBefore: number[] = [];
        const beforeSend = (): Promise<void> => {
          seenBefore.push(requests.length);
          return Promise.resolve();
        };
        const { signal } = new AbortController();
        for await (const event of client.answer(question, { signal, beforeSend })) {
          if (event.type === 'done') assert.notEqual(event.answer.taskUUID, first.taskUUID);
        }
        assert.deepEqual(seenBefore, [1]);
      }));

    it('is neither announced nor asked for when the request goes beyond the page', () =>
      connect(async ({ announced, requests, events }) => {
        const error = await thrownBy(events({ ...question, maxTokens: 128_001 }));
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.group, error.parameter], ['validation', 'settings.maxTokens']);
        assert.deepEqual([announced, requests], [[], []]);
      }));

    it('is logged by host, status, id and time, without key or content', () =>
      connect(async ({ play, baseUrl, logged, answer }) => {
        play({ text: 'the secret of life' });
        const { taskUUID } = await answer();
        assert.match(
          logged.join('\n'),
          new RegExp(`^POST ${new URL(baseUrl).host} 200 ${taskUUID} \\d+ ms$`),
        );
      }));

    it('that nobody knows cannot be asked for again', () =>
      connect(async ({ client }) => {
        const { signal } = new AbortController();
        const resuming = (async () => {
          for await (const event of client.resume(crypto.randomUUID(), { signal, shownText: '' })) {
            assert.fail(event.type);
          }
        })();
        const error = await thrownBy(resuming);
        assert.ok(error instanceof AnswerNotThere, String(error));
        const { failure } = error;
        assert.ok(failure instanceof ApiError && failure.group === 'notFound', String(failure));
      }));
  });
}
