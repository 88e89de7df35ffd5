import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { DELIVERY_METHODS } from '../../src/api/modelClient.ts';
import { html, noResponse, raw, text } from '../support/runware/answers.ts';
import { startRunwareService } from '../support/runware/service.ts';
import { answerIn, connected, question, tasksSent, thrownBy } from './connection.ts';

const words = 'The diff renames a flag. Ünd 😀. '.repeat(4);

describe('A connection that breaks', () => {
  it('R39: keeps what came of an answer that nobody knows, says that it is cut, and sends nothing again', () =>
    connected(async ({ service, events, unbilled }) => {
      let asked = 0;
      for (let cutAfterBytes = 140; cutAfterBytes < 1_000; cutAfterBytes += 43) {
        const cutWith = cutAfterBytes % 2 === 0 ? 'end' : 'destroy';
        service.enqueue(text(words, { cutAfterBytes, cutWith, splitEvery: 11, forgotten: true }));
        const answer = answerIn(await events());
        assert.equal(answer.finishReason, 'truncated');
        assert.ok(answer.text !== '' && answer.text !== words && words.startsWith(answer.text));
        assert.deepEqual([answer.usage, answer.costUsd], [undefined, undefined]);
        assert.equal(tasksSent(service, 'textInference').length, ++asked);
      }
      // Something of it was made: that the service has forgotten it says nothing of the bill.
      assert.deepEqual(unbilled, []);
    }));

  it('does no harm once the finishReason was there', () =>
    connected(async ({ service, answer }) => {
      const last = { delta: { text: 'Done.' }, finishReason: 'stop', cost: 0.5 };
      service.enqueue(raw([`data: ${JSON.stringify(last)}\n\n`], { then: 'destroy' }));
      const { text: said, finishReason, costUsd } = await answer();
      assert.deepEqual([said, finishReason, costUsd], ['Done.', 'stop', 0.5]);
    }));

  const nothing = [
    noResponse('destroy'),
    raw([], { then: 'destroy' }),
    raw([], { then: 'end' }),
    raw([': ping\n\n'], { then: 'destroy' }),
    raw(['data: {"delta":{"te'], { then: 'end' }),
    raw(['{"data":[{"text":"Hal'], { then: 'end' }),
    raw(['7'], { then: 'end' }),
    html(502),
  ];

  for (const delivery of DELIVERY_METHODS) {
    it(`R39: is sent once more under a new id when nothing came and nobody knows it: ${delivery}`, () =>
      connected(async ({ service, answer, announced, unbilled }) => {
        for (const [index, fault] of nothing.entries()) {
          service.enqueue(fault, text('Here.'));
          assert.equal((await answer({ ...question, delivery })).text, 'Here.');
          assert.equal(announced.length, 2 * (index + 1));
          assert.deepEqual(unbilled.at(-1), announced.at(-2));
        }
        assert.equal(new Set(announced).size, announced.length);
        assert.equal(unbilled.length, nothing.length);
        const asked = tasksSent(service, 'getTaskDetails').map(task => task['taskUUID']);
        assert.deepEqual(asked, unbilled);
      }));

    it(`R39: is an error that offers a retry when that breaks too: ${delivery}`, () =>
      connected(async ({ service, events, announced }) => {
        for (const [index, fault] of nothing.entries()) {
          service.enqueue(fault, fault);
          const failure = await thrownBy(events({ ...question, delivery }));
          assert.ok(failure instanceof ApiError, String(failure));
          assert.ok(['network', 'serverError'].includes(failure.group), failure.group);
          assert.equal(failure.unsent, false);
          assert.equal(failure.action?.command, 'retry');
          assert.match(failure.message, /may have been billed/);
          assert.equal(announced.length, 2 * (index + 1));
        }
      }));
  }

  it('R39: sends nothing again once the service said anything, though nobody knows it then', () =>
    connected(async ({ service, complete, events, announced, unbilled }) => {
      const bodies = ['{}', '{"data":[]}', '[]', '{"ok":true}', 'data: {"delta":{}}\n\n'];
      const misshapen = '{"data":["Hi"]}';
      for (const body of [...bodies, misshapen]) {
        for (const ask of [complete, events]) {
          service.enqueue(raw([body], { then: body.startsWith('data') ? 'destroy' : 'end' }));
          const failure = await thrownBy(ask());
          assert.ok(failure instanceof ApiError, body);
          assert.ok(['protocol', 'network'].includes(failure.group), body);
          if (body === misshapen) assert.equal(failure.group, 'protocol');
        }
      }
      assert.equal(tasksSent(service, 'textInference').length, announced.length);
      assert.equal(announced.length, 2 * (bodies.length + 1));
      assert.deepEqual(unbilled, []);
    }));

  it('is cut off where an event is no JSON, and no answer where nothing came before it', () =>
    connected(async ({ service, events }) => {
      service.enqueue(raw(['data: {"delta":{"text":"Hi"}}\n\n', 'data: oops\n\n']));
      const { text: said, finishReason } = answerIn(await events());
      assert.deepEqual([said, finishReason], ['Hi', 'truncated']);
      service.enqueue(raw(['data: oops\n\n']));
      const failure = await thrownBy(events());
      assert.ok(failure instanceof ApiError && failure.group === 'protocol');
    }));
});

describe('A service that is not there', () => {
  it('R44: is tried four times, then the person is told that nothing was reached', async () => {
    const gone = await startRunwareService();
    await gone.stop();
    await connected(
      async ({ events, waits, announced }) => {
        const failure = await thrownBy(events());
        assert.ok(failure instanceof ApiError);
        assert.deepEqual([failure.group, failure.unsent], ['network', true]);
        assert.match(failure.message, /cannot be reached/);
        assert.deepEqual(waits, [1_000, 2_000, 4_000]);
        assert.equal(new Set(announced).size, 4);
      },
      { client: { baseUrl: gone.baseUrl } },
    );
  });

  it('R44: is asked again when it came back while the client waited', async () => {
    const gone = await startRunwareService();
    const port = Number(new URL(gone.baseUrl).port);
    await gone.stop();
    let back: Awaited<ReturnType<typeof startRunwareService>> | undefined;
    try {
      await connected(
        async ({ answer, announced }) => {
          assert.equal((await answer()).text, 'I am back.');
          assert.equal(new Set(announced).size, 2);
        },
        {
          client: { baseUrl: gone.baseUrl },
          onWait: async () => {
            back = await startRunwareService({ port });
            back.enqueue(text('I am back.'));
          },
        },
      );
    } finally {
      await back?.stop();
    }
  });
});
