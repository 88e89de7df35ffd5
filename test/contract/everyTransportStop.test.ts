import assert from 'node:assert/strict';
import type { RequestOptions } from '../../src/api/modelClient.ts';
import { isAbort } from '../../src/base/errors.ts';
import { allOf, question, thrownBy, untilThrown } from './connection.ts';
import { transports } from './transports.ts';

const words = 'The diff renames a flag. Ünd 😀. '.repeat(4);

for (const { name, connect } of transports) {
  describe(`Stop over ${name}`, () => {
    it('R45: closes the connection in the middle of text, and nothing comes after it', () =>
      connect(async rig => {
        rig.play({ text: 'word '.repeat(2_000), delayMs: 1 });
        const { seen, thrown } = await untilThrown(rig, 'text');
        assert.ok(isAbort(thrown), String(thrown));
        assert.equal(seen.length, 1);
        assert.equal(await rig.requests[0]?.ended, 'closedEarly');
      }));

    it('R45: holds back what came in the same chunk', () =>
      connect(async rig => {
        const call = { id: 'c1', name: 'f', arguments: { a: 1 } };
        rig.play({ reasoning: 'Hm. ', text: 'Hm. ', calls: [call], splitEvery: 1_000_000 });
        const { seen, thrown } = await untilThrown(rig, 'reasoning');
        assert.ok(isAbort(thrown));
        assert.deepEqual(
          seen.map(event => event.type),
          ['reasoning'],
        );
      }));

    it('R45, R54: works while the key is asked for and while the request is announced', () =>
      connect(async ({ client, requests }) => {
        const never = new Promise<never>(() => undefined);
        const announced: string[] = [];
        const unbilled: string[] = [];
        const optionsOf = (stopper: AbortController): RequestOptions => ({
          signal: stopper.signal,
          beforeSend: id => {
            announced.push(id);
            stopper.abort();
            return never;
          },
          unbilled: id => unbilled.push(id),
        });
        const waitingToSend = client.answer(question, optionsOf(new AbortController()));
        assert.ok(isAbort(await thrownBy(allOf(waitingToSend))));
        assert.equal(announced.length, 1);
        const stopped = new AbortController();
        stopped.abort();
        assert.ok(isAbort(await thrownBy(allOf(client.answer(question, optionsOf(stopped))))));
        assert.deepEqual(unbilled, announced);
        assert.equal(requests.length, 0);
      }));

    it('R45: works while the model thinks in silence', async () => {
      const stopper = new AbortController();
      await connect(
        async ({ play, stream, requests }) => {
          play({ bytes: [], status: 'none', headers: {}, then: 'hang' });
          assert.ok(isAbort(await thrownBy(allOf(stream(question, stopper.signal)))));
          assert.equal(await requests[0]?.ended, 'closedEarly');
        },
        {
          onRequest: () => {
            stopper.abort();
          },
        },
      );
    });

    it('R45: ends the waiting for a service with too many requests', () =>
      connect(async rig => {
        rig.play({ status: 429, code: 'rateLimitExceeded' });
        const { seen, thrown } = await untilThrown(rig, 'waiting');
        assert.ok(isAbort(thrown));
        assert.deepEqual([seen.length, rig.requests.length], [1, 1]);
      }));

    it('gives the reason that the signal has', () =>
      connect(async ({ play, stream }) => {
        play({ text: words, delayMs: 1 });
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
      connect(async ({ play, stream, requests }) => {
        play({ text: 'word '.repeat(2_000), delayMs: 1 });
        for await (const event of stream()) {
          assert.equal(event.type, 'text');
          break;
        }
        assert.equal(await requests[0]?.ended, 'closedEarly');
      }));
  });
}
