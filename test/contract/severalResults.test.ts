import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ModelAnswer, ModelEvent, ModelRequest } from '../../src/api/modelClient.ts';
import { noResponse, raw, text, tools } from '../support/runware/answers.ts';
import { allOf, answerIn, connected, question, tasksSent, thrownBy } from './connection.ts';

const usage = { promptTokens: 10, completionTokens: 5 };
const answers = text('One.', {
  usage,
  cost: 0.1,
  reasoning: 'Hm.',
  others: [
    text('Two.', { usage, cost: 0.2, finishReason: 'length' }),
    tools([{ id: 'a', name: 'f', arguments: { x: 1 } }], { usage, cost: 0.3 }),
    text('Four.', { usage: null, cost: null }),
  ],
});

function othersIn(events: readonly ModelEvent[]): readonly ModelAnswer[] {
  const last = events.at(-1);
  assert.ok(last?.type === 'done');
  return last.others;
}

function assertFour(events: readonly ModelEvent[]): void {
  const all = [answerIn(events), ...othersIn(events)];
  assert.deepEqual(
    all.map(({ text: said, finishReason, costUsd }) => [said, finishReason, costUsd]),
    [
      ['One.', 'stop', 0.1],
      ['Two.', 'length', 0.2],
      ['', 'tool_calls', 0.3],
      ['Four.', 'stop', undefined],
    ],
  );
  assert.deepEqual(
    all.map(({ usage: counted }) => counted?.completionTokens),
    [5, 5, 5, undefined],
  );
  assert.ok(all[2]?.toolCalls[0]?.valid);
  // What is shown while it comes is the first alone.
  const shown = events.flatMap(event => (event.type === 'text' ? [event.text] : []));
  assert.deepEqual(shown, ['One.']);
}

describe('Several answers to one question', () => {
  for (const delivery of ['sync', 'async'] as const) {
    const request: ModelRequest = { ...question, delivery, numberResults: 4 };

    it(`come together, each with its own end, usage and cost: ${delivery}`, () =>
      connected(async ({ service, events }) => {
        service.enqueue(answers);
        assertFour(await events(request));
        assert.equal(tasksSent(service, 'textInference')[0]?.['numberResults'], 4);
      }));

    it(`R39: are all found when the connection broke, and after a reload: ${delivery}`, () =>
      connected(async ({ service, events, client, announced }) => {
        service.enqueue({ ...answers, cutAfterBytes: 20 });
        assertFour(await events(request));
        const signal = new AbortController().signal;
        const id = announced.at(-1) ?? '';
        assertFour(await allOf(client.resume(id, { signal, shownText: '' })));
      }));
  }

  it('are those that came, where one failed', () =>
    connected(async ({ service, events }) => {
      const item = (said: string): object => ({ text: said, finishReason: 'stop', cost: 0.1 });
      const failed = { code: 'timeoutProvider', message: 'Too slow.' };
      for (const body of [
        { data: [item('One.'), item('Two.')], errors: [failed] },
        { data: [{ status: 'error', error: failed }, item('One.'), item('Two.')] },
      ]) {
        service.enqueue(raw([JSON.stringify(body)]));
        const seen = await events({ ...question, delivery: 'sync', numberResults: 3 });
        const said = [answerIn(seen), ...othersIn(seen)].map(({ text: words }) => words);
        assert.deepEqual(said, ['One.', 'Two.']);
      }
    }));

  it('are refused in a stream, and beyond four, before anything is sent', () =>
    connected(async ({ service, events, announced }) => {
      for (const wrong of [
        { numberResults: 2 },
        { numberResults: 2, delivery: 'stream' },
        { numberResults: 5, delivery: 'sync' },
        { numberResults: 0, delivery: 'async' },
      ] as const) {
        service.enqueue(noResponse('destroy'));
        const failure = await thrownBy(events({ ...question, ...wrong }));
        assert.ok(failure instanceof ApiError && failure.unsent);
        assert.deepEqual([failure.group, failure.parameter], ['validation', 'numberResults']);
      }
      assert.deepEqual([service.requests, announced], [[], []]);
    }));
});
