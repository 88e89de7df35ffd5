import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { noResponse, raw, text } from '../support/runware/answers.ts';
import { startRunwareService } from '../support/runware/service.ts';
import { answerIn, connected, thrownBy } from './connection.ts';

const words = 'The diff renames a flag. Ünd 😀. '.repeat(4);

describe('A connection that breaks', () => {
  it('R39: keeps what came, says that it is cut, and sends nothing again', () =>
    connected(async ({ service, events }) => {
      let asked = 0;
      for (let cutAfterBytes = 140; cutAfterBytes < 1_000; cutAfterBytes += 43) {
        const cutWith = cutAfterBytes % 2 === 0 ? 'end' : 'destroy';
        service.enqueue(text(words, { cutAfterBytes, cutWith, splitEvery: 11 }));
        const answer = answerIn(await events());
        assert.equal(answer.finishReason, 'truncated');
        assert.ok(answer.text !== '' && answer.text !== words && words.startsWith(answer.text));
        assert.deepEqual([answer.usage, answer.costUsd], [undefined, undefined]);
        assert.equal(service.requests.length, ++asked);
      }
    }));

  it('does no harm once the finishReason was there', () =>
    connected(async ({ service, answer }) => {
      const last = { delta: { text: 'Done.' }, finishReason: 'stop', cost: 0.5 };
      service.enqueue(raw([`data: ${JSON.stringify(last)}\n\n`], { then: 'destroy' }));
      const { text: said, finishReason, costUsd } = await answer();
      assert.deepEqual([said, finishReason, costUsd], ['Done.', 'stop', 0.5]);
    }));

  it('R39: is an error that offers a retry when nothing came, and is not sent again by itself', () =>
    connected(async ({ service, events, complete }) => {
      const nothing = [
        noResponse('destroy'),
        raw([], { then: 'destroy' }),
        raw([], { then: 'end' }),
        raw([': ping\n\n'], { then: 'destroy' }),
        raw(['data: {"delta":{"te'], { then: 'end' }),
      ];
      for (const [index, fault] of nothing.entries()) {
        service.enqueue(fault);
        const failure = await thrownBy(index % 2 === 0 ? events() : complete());
        assert.ok(failure instanceof ApiError, String(failure));
        assert.deepEqual([failure.group, failure.unsent], ['network', false]);
        assert.equal(failure.action?.command, 'retry');
        assert.match(failure.message, /may have been billed/);
        assert.equal(service.requests.length, index + 1);
      }
    }));

  it('is no answer when the body says nothing that an answer says', () =>
    connected(async ({ service, complete, events }) => {
      for (const body of ['{}', '{"data":[]}', '[]', '{"ok":true}', '7', 'data: {}\n\n']) {
        service.enqueue(raw([body]), raw([body]));
        for (const ask of [complete, events]) {
          const failure = await thrownBy(ask());
          assert.ok(failure instanceof ApiError, body);
          assert.ok(['protocol', 'network'].includes(failure.group), body);
        }
      }
    }));

  it('is no answer when an event is no JSON', () =>
    connected(async ({ service, events }) => {
      service.enqueue(raw(['data: {"delta":{"text":"Hi"}}\n\n', 'data: oops\n\n']));
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
