import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { DELIVERY_METHODS } from '../../src/api/modelClient.ts';
import { isAbort } from '../../src/base/errors.ts';
import { COMMANDS } from '../../src/base/ids.ts';
import { error, html, noResponse, raw, text, tools } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { allOf, answerIn, connected, question, tasksSent, thrownBy } from './connection.ts';

const words = 'Grüße! 👩‍👩‍👧 The diff renames `--flag`. ';

const refused = [
  ['auth', 401, 'invalidApiKey'],
  ['auth', 403, 'forbidden'],
  ['quota', 402, 'insufficientCredits'],
  ['safety', 400, 'contentPolicyViolation'],
  ['timeout', 504, 'timeoutProvider'],
  ['notFound', 404, 'modelNotFound'],
  ['serverError', 500, 'internalServerError'],
  ['provider', 502, 'providerUnavailable'],
  ['validation', 400, 'unsupportedParameter'],
] as const;

for (const delivery of DELIVERY_METHODS) {
  const request = { ...question, delivery };

  describe(`An answer by ${delivery}`, () => {
    it('brings text, reasoning, usage and cost', () =>
      connected(async ({ service, answer }) => {
        service.enqueue(text(words, { reasoning: 'Hm.' }));
        const got = await answer(request);
        assert.deepEqual([got.text, got.reasoning, got.finishReason], [words, 'Hm.', 'stop']);
        assert.ok(got.usage !== undefined && got.costUsd !== undefined);
        assert.equal(tasksSent(service, 'textInference')[0]?.['deliveryMethod'], delivery);
      }));

    it('R37: has no runnable call where its arguments were cut or the output limit was reached', () =>
      connected(async ({ service, answer }) => {
        const shape = { element: 'arguments', arguments: 'string' } as const;
        const broken = { name: 'apply_patch', arguments: '{"patch":"*** Begin' };
        const whole = { name: 'apply_patch', arguments: { patch: '' } };
        service.enqueue(tools([broken], { shape }), tools([whole], { finishReason: 'length' }));
        for (const finishReason of ['tool_calls', 'length']) {
          const got = await answer(request);
          assert.equal(got.finishReason, finishReason);
          assert.deepEqual(
            got.toolCalls.map(call => call.valid),
            [false],
          );
        }
      }));

    it('R38: may be empty, and is not asked for again', () =>
      connected(async ({ service, answer }) => {
        service.enqueue(text('', { finishReason: 'length' }));
        const got = await answer(request);
        assert.deepEqual([got.text, got.finishReason], ['', 'length']);
        assert.equal(tasksSent(service, 'textInference').length, 1);
      }));

    it('R40, R41: is the same however its bytes are split', () =>
      connected(async ({ service, answer }) => {
        for (const splitEvery of [1, 7]) {
          service.enqueue(text(words, { splitEvery }));
          assert.equal((await answer(request)).text, words);
        }
      }));

    for (const [group, status, code] of refused) {
      it(`is an error of group ${group} for ${status} ${code}, and is not sent again`, () =>
        connected(async ({ service, events }) => {
          for (const form of ['errors', 'error', 'array'] as const) {
            for (const given of [status, 200]) {
              service.enqueue(error(given, code, { form }));
              const failure = await thrownBy(events(request));
              assert.ok(failure instanceof ApiError);
              assert.deepEqual([failure.group, failure.code], [group, code]);
            }
          }
          assert.equal(service.requests.length, 6);
        }));
    }

    it('R43: asks for a key where there is none, or none that the service knows', async () => {
      for (const key of ['another-key', undefined]) {
        await connected(
          async ({ events }) => {
            const failure = await thrownBy(events(request));
            assert.ok(failure instanceof ApiError);
            assert.equal(failure.action?.command, COMMANDS.setApiKey);
          },
          { client: { key: () => Promise.resolve(key) } },
        );
      }
    });

    it('R44: is told from a login page and from a redirect, which the key does not follow', () =>
      connected(async ({ service, events }) => {
        const redirect = raw([''], { status: 302, headers: { location: 'https://a.example/' } });
        for (const fault of [html(200), redirect]) {
          service.enqueue(fault);
          const failure = await thrownBy(events(request));
          assert.ok(failure instanceof ApiError && failure.group === 'protocol');
        }
        assert.equal(service.requests.length, 2);
      }));

    it('R45: is over at once when it is stopped while nothing comes', async () => {
      const stopper = new AbortController();
      const onRequest = (): void => {
        stopper.abort();
      };
      await connected(
        async ({ service, stream }) => {
          service.enqueue(noResponse('hang'));
          assert.ok(isAbort(await thrownBy(allOf(stream(request, stopper.signal)))));
          assert.equal(await service.requests[0]?.ended, 'closedEarly');
          assert.equal(service.requests.length, 1);
        },
        { service: { onRequest } },
      );
    });

    it('R46: is found again by its id, whole', () =>
      connected(async ({ service, client, answer }) => {
        service.enqueue(text(words, { reasoning: 'Hm.' }));
        const first = await answer(request);
        const signal = new AbortController().signal;
        const again = await allOf(client.resume(first.taskUUID, { signal, shownText: '' }));
        assert.deepEqual(answerIn(again), first);
        assert.equal(tasksSent(service, 'textInference').length, 1);
      }));

    it('S26: never says the key, though the service says it back', () =>
      connected(async ({ service, events, logged }) => {
        const message = `Your key ${localKey} is bad.`;
        service.enqueue(error(400, 'invalidParameter', { message }));
        const failure = await thrownBy(events(request));
        assert.ok(failure instanceof ApiError);
        const everything = [failure.stack, failure.detail, ...logged].join();
        assert.match(everything, /Your key \[key\] is bad/);
        assert.ok(!everything.includes(localKey));
      }));
  });
}
