import assert from 'node:assert/strict';
import type { ModelEvent } from '../../src/api/modelClient.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, noResponse, text, tools } from '../support/runware/answers.ts';
import {
  allOf,
  connected,
  question,
  thrownBy,
  type Connection,
  wholeAnswer,
} from './connection.ts';

/** Stops at the first event of this kind. @returns everything that was given out until the end */
async function stopAt(
  { stream }: Connection,
  type: ModelEvent['type'],
): Promise<{ readonly seen: ModelEvent[]; readonly thrown: unknown }> {
  const controller = new AbortController();
  const seen: ModelEvent[] = [];
  const thrown = await thrownBy(
    (async () => {
      for await (const event of stream(question, controller.signal)) {
        seen.push(event);
        if (event.type === type) controller.abort();
      }
    })(),
  );
  return { seen, thrown };
}

describe('Stop', () => {
  const long = 'word '.repeat(2_000);

  it('R45: closes the connection in the middle of text, and nothing comes after it', () =>
    connected(async connection => {
      connection.service.enqueue(text(long, { delayMs: 1 }));
      const { seen, thrown } = await stopAt(connection, 'text');
      assert.ok(isAbort(thrown));
      assert.equal(seen.length, 1);
      assert.equal(await connection.service.requests[0]?.ended, 'closedEarly');
    }));

  it('R45: holds back what came in the same chunk', () =>
    connected(async connection => {
      const call = { name: 'f', arguments: { a: 1 } };
      connection.service.enqueue(
        tools([call, call], { text: 'Hm. ', reasoning: 'Hm. ', splitEvery: 1_000_000 }),
      );
      const { seen, thrown } = await stopAt(connection, 'reasoning');
      assert.ok(isAbort(thrown));
      assert.deepEqual(
        seen.map(event => event.type),
        ['reasoning'],
      );
    }));

  it('R45: works while the model thinks in silence', async () => {
    const stopper = new AbortController();
    const onRequest = (): void => {
      stopper.abort();
    };
    await connected(
      async ({ service, stream }) => {
        service.enqueue(noResponse('hang'));
        assert.ok(isAbort(await thrownBy(allOf(stream(question, stopper.signal)))));
        assert.equal(await service.requests[0]?.ended, 'closedEarly');
      },
      { service: { onRequest } },
    );
  });

  it('R45: works while the key is asked for and while the request is announced', () =>
    connected(async ({ service, client }) => {
      const never = new Promise<never>(() => undefined);
      const stopper = new AbortController();
      const waitingToSend = wholeAnswer(client, question, {
        signal: stopper.signal,
        beforeSend: () => {
          stopper.abort();
          return never;
        },
      });
      assert.ok(isAbort(await thrownBy(waitingToSend)));
      const stopped = AbortSignal.abort();
      const sending = wholeAnswer(client, question, { signal: stopped, beforeSend: () => never });
      assert.ok(isAbort(await thrownBy(sending)));
      assert.equal(service.requests.length, 0);
    }));

  it('R45: ends the waiting for a service with too many requests', () =>
    connected(async connection => {
      connection.service.useScript(() => error(429, 'rateLimitExceeded'));
      const { seen, thrown } = await stopAt(connection, 'waiting');
      assert.ok(isAbort(thrown));
      assert.equal(seen.length, 1);
      assert.equal(connection.service.requests.length, 1);
    }));

  it('gives the reason that the signal has', () =>
    connected(async ({ service, stream }) => {
      service.enqueue(text(long, { delayMs: 1 }));
      const stopper = new AbortController();
      const reason = new DOMException('The window closes.', 'AbortError');
      const reading = async (): Promise<void> => {
        for await (const event of stream(question, stopper.signal)) {
          if (event.type === 'text') stopper.abort(reason);
        }
      };
      assert.equal(await thrownBy(reading()), reason);
    }));

  it('is also what leaving the loop means', () =>
    connected(async ({ service, stream }) => {
      service.enqueue(text(long, { delayMs: 1 }));
      for await (const event of stream()) {
        assert.equal(event.type, 'text');
        break;
      }
      assert.equal(await service.requests[0]?.ended, 'closedEarly');
    }));
});
