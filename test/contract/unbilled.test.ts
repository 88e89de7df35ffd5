import assert from 'node:assert/strict';
import { DELIVERY_METHODS } from '../../src/api/modelClient.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, text } from '../support/runware/answers.ts';
import { startRunwareService } from '../support/runware/service.ts';
import { allOf, connected, question, thrownBy } from './connection.ts';

const refusals = [
  [400, 'invalidParameter'],
  [200, 'unsupportedParameter'],
  [400, 'conflictTaskUUID'],
  [401, 'invalidApiKey'],
  [403, 'forbidden'],
  [402, 'insufficientCredits'],
  [200, 'insufficientCredits'],
  [404, 'modelNotFound'],
] as const;

const mayCost = [
  [500, 'internalServerError'],
  [503, 'serviceUnavailable'],
  [504, 'timeoutProvider'],
  [502, 'providerUnavailable'],
  [200, 'inferenceError'],
  [400, 'contentPolicyViolation'],
] as const;

describe('What is certain not to be billed', () => {
  for (const delivery of DELIVERY_METHODS) {
    const request = { ...question, delivery };

    it(`R54: is each request that the service refused to begin: ${delivery}`, () =>
      connected(async ({ service, events, announced, unbilled }) => {
        for (const [status, code] of refusals) {
          service.enqueue(error(status, code));
          await thrownBy(events(request));
          assert.equal(unbilled.at(-1), announced.at(-1), `${status} ${code}`);
        }
        assert.deepEqual(unbilled, announced);
      }));

    it(`R42, R54: is each request that found too many others, whatever its status: ${delivery}`, () =>
      connected(async ({ service, answer, announced, unbilled, waits }) => {
        for (const status of [400, 200, 429]) {
          const busy = error(status, 'concurrentRequestLimitExceeded');
          service.enqueue(busy, text('Here.', { pollsBeforeDone: 0 }));
          const { text: said, taskUUID } = await answer(request);
          assert.equal(said, 'Here.');
          assert.deepEqual(announced.slice(-2), [unbilled.at(-1), taskUUID]);
        }
        assert.equal(unbilled.length, 3);
        assert.equal(waits.length, delivery === 'async' ? 6 : 3);
      }));

    it(`R54: is not a failure that may have come after work was done: ${delivery}`, () =>
      connected(async ({ service, events, unbilled }) => {
        for (const [status, code] of mayCost) {
          service.enqueue(error(status, code));
          await thrownBy(events(request));
        }
        assert.deepEqual(unbilled, []);
      }));

    it(`R54: is a request that never left: ${delivery}`, async () => {
      const gone = await startRunwareService();
      await gone.stop();
      await connected(
        async ({ events, announced, unbilled }) => {
          await thrownBy(events(request));
          assert.equal(announced.length, 4);
          assert.deepEqual(unbilled, announced);
        },
        { client: { baseUrl: gone.baseUrl } },
      );
    });

    it(`R45, R54: is not a request that was stopped, unless it was stopped before it left: ${delivery}`, () =>
      connected(async ({ service, client, stream, unbilled }) => {
        service.enqueue(text('word '.repeat(500), { delayMs: 1 }));
        const stopper = new AbortController();
        const reading = (async () => {
          for await (const event of stream(request, stopper.signal)) {
            if (event.type === 'text' || event.type === 'waiting') stopper.abort();
          }
        })();
        assert.ok(isAbort(await thrownBy(reading)));
        assert.deepEqual(unbilled, []);

        const early = new AbortController();
        const told: string[] = [];
        const certain: string[] = [];
        const sent = service.requests.length;
        const work = client.answer(request, {
          signal: early.signal,
          beforeSend: id => {
            told.push(id);
            early.abort();
            return Promise.resolve();
          },
          unbilled: id => certain.push(id),
        });
        assert.ok(isAbort(await thrownBy(allOf(work))));
        assert.deepEqual([certain.length, certain], [1, told]);
        assert.equal(service.requests.length, sent);
      }));
  }

  it('R42: in an async task is told, waited for and asked again when it is polled, too', () =>
    connected(async ({ service, answer, announced, unbilled }) => {
      const busy = { asyncAt: 'pollItem', pollsBeforeDone: 0 } as const;
      service.enqueue(error(400, 'concurrentRequestLimitExceeded', busy), text('Here.'));
      assert.equal((await answer({ ...question, delivery: 'async' })).text, 'Here.');
      assert.deepEqual(unbilled, announced.slice(0, 1));
      assert.equal(announced.length, 2);
    }));

  it('R54: is not a stream that failed after words had come', () =>
    connected(async ({ service, events, unbilled }) => {
      service.enqueue(error(200, 'invalidParameter', { inStreamAfter: 2 }));
      await thrownBy(events());
      assert.deepEqual(unbilled, []);
    }));
});
