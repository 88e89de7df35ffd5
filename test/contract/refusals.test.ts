import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ApiErrorGroup } from '../../src/api/errorGroups.ts';
import type { ModelEvent } from '../../src/api/modelClient.ts';
import { COMMANDS } from '../../src/base/ids.ts';
import { error, html, raw, text } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { connected, thrownBy, type Connection } from './connection.ts';

async function refusal(work: Promise<unknown>): Promise<ApiError> {
  const thrown = await thrownBy(work);
  assert.ok(thrown instanceof ApiError, String(thrown));
  return thrown;
}

/** The first events, and what ended them. */
async function untilError({
  stream,
}: Connection): Promise<{ readonly seen: ModelEvent[]; readonly failure: unknown }> {
  const seen: ModelEvent[] = [];
  const failure = await thrownBy(
    (async () => {
      for await (const event of stream()) seen.push(event);
    })(),
  );
  return { seen, failure };
}

const refused: readonly (readonly [ApiErrorGroup, number, string])[] = [
  ['auth', 401, 'invalidApiKey'],
  ['auth', 403, 'forbidden'],
  ['quota', 402, 'insufficientCredits'],
  ['safety', 400, 'contentPolicyViolation'],
  ['timeout', 504, 'timeoutProvider'],
  ['notFound', 404, 'modelNotFound'],
  ['serverError', 500, 'internalServerError'],
  ['serverError', 503, 'serviceUnavailable'],
  ['provider', 502, 'providerUnavailable'],
  ['validation', 400, 'unsupportedParameter'],
];

describe('A refused request', () => {
  for (const [group, status, code] of refused) {
    it(`is an error of group ${group} for ${status} ${code}, and is not sent again`, () =>
      connected(async ({ service, events, complete }) => {
        for (const ask of [events, complete]) {
          service.enqueue(error(status, code, { parameter: ['model', 'tools'] }));
          const failure = await refusal(ask());
          assert.deepEqual(
            [failure.group, failure.status, failure.code, failure.parameter],
            [group, status, code, 'model'],
          );
        }
        assert.equal(service.requests.length, 2);
      }));
  }

  it('is the same error in each form of the body, with status 200 too', () =>
    connected(async ({ service, events, complete }) => {
      for (const ask of [events, complete]) {
        for (const status of [400, 200]) {
          for (const form of ['errors', 'error', 'array'] as const) {
            service.enqueue(error(status, 'insufficientCredits', { form }));
            const failure = await refusal(ask());
            assert.equal(failure.group, 'quota', `${status} ${form}`);
          }
        }
      }
    }));

  it('knows its taskUUID', () =>
    connected(async ({ service, announced, events }) => {
      service.enqueue(error(500, 'internalServerError'));
      assert.equal((await refusal(events())).taskUUID, announced[0]);
    }));

  it('R43: asks for a key when the service does not know the one that was sent', () =>
    connected(
      async ({ events, service }) => {
        const failure = await refusal(events());
        assert.equal(failure.group, 'auth');
        assert.equal(failure.action?.command, COMMANDS.setApiKey);
        assert.equal(service.requests.length, 1);
      },
      { client: { key: () => Promise.resolve('another-key') } },
    ));

  it('R43: is not even sent without a key', () =>
    connected(
      async ({ events, service, announced }) => {
        const failure = await refusal(events());
        assert.equal(failure.action?.command, COMMANDS.setApiKey);
        assert.match(failure.message, /no usable API key/);
        assert.deepEqual([service.requests, announced], [[], []]);
      },
      { client: { key: () => Promise.resolve(undefined) } },
    ));

  it('S26: never says the key, though it cannot be sent or the service says it back', async () => {
    const unsendable = 'rw-secret\nkey';
    await connected(
      async ({ events, logged }) => {
        const { stack, detail, group } = await refusal(events());
        assert.equal(group, 'auth');
        assert.doesNotMatch([stack, detail, ...logged].join(), /secret/);
      },
      { client: { key: () => Promise.resolve(unsendable) } },
    );
    await connected(async connection => {
      const message = `Your key ${localKey} is bad.`;
      connection.service.enqueue(
        error(400, 'invalidParameter', { message }),
        error(200, 'invalidParameter', { message, inStreamAfter: 2 }),
      );
      for (const { failure } of [await untilError(connection), await untilError(connection)]) {
        assert.ok(failure instanceof ApiError);
        const everything = [failure.stack, failure.detail, ...connection.logged].join();
        assert.match(everything, /Your key \[key\] is bad/);
        assert.ok(!everything.includes(localKey));
      }
    });
  });

  it('R44: is understood from the status alone when a gateway answers with a web page', () =>
    connected(async ({ service, events }) => {
      service.enqueue(html(502), html(502));
      const failure = await refusal(events());
      assert.deepEqual([failure.group, failure.status], ['serverError', 502]);
    }));

  it('R44: is told from an answer when a login page comes with status 200', () =>
    connected(async ({ service, events, complete }) => {
      for (const ask of [events, complete]) {
        service.enqueue(html(200));
        const failure = await refusal(ask());
        assert.equal(failure.group, 'protocol');
        assert.match(failure.message, /login page/);
      }
    }));

  it('S26: is the end when the service points elsewhere: the key does not follow', () =>
    connected(async elsewhere => {
      await connected(async ({ service, events }) => {
        for (const status of [301, 302, 307, 308]) {
          const location = elsewhere.service.baseUrl;
          service.enqueue(raw([''], { status, headers: { location } }));
          assert.equal((await refusal(events())).group, 'protocol');
        }
        assert.equal(elsewhere.service.requests.length, 0);
      });
    }));
});

describe('An error inside a stream', () => {
  it('follows the words that came before it', () =>
    connected(async connection => {
      for (const form of ['errors', 'error'] as const) {
        const options = { inStreamAfter: 3, text: 'Hello, world. Goodbye.', chunkSize: 5, form };
        connection.service.enqueue(error(200, 'timeoutProvider', options));
        const { seen, failure } = await untilError(connection);
        assert.equal(
          seen.map(event => (event.type === 'text' ? event.text : '?')).join(''),
          'Hello, world. G',
        );
        assert.ok(failure instanceof ApiError && failure.group === 'timeout');
      }
    }));

  it('is not answered by sending again once words were shown', () =>
    connected(async connection => {
      const { service, waits } = connection;
      service.enqueue(error(200, 'concurrentRequestLimitExceeded', { inStreamAfter: 1 }));
      const { failure } = await untilError(connection);
      assert.ok(failure instanceof ApiError && failure.group === 'rateLimit');
      assert.deepEqual([service.requests.length, waits], [1, []]);
    }));
});

describe('A service with too many requests', () => {
  it('R42: is waited for as long as it says, and asked again under a new id', () =>
    connected(async ({ service, events, waits, announced }) => {
      service.enqueue(
        error(429, 'inferenceRateLimitExceeded', { headers: { 'retry-after': '7' } }),
        text('Here.'),
      );
      const [first, ...rest] = await events();
      assert.ok(first?.type === 'waiting' && first.delayMs === 7_000);
      assert.ok(rest.some(event => event.type === 'text'));
      assert.deepEqual(waits, [7_000]);
      assert.equal(new Set(announced).size, 2);
    }));

  it('R42: is waited for as long as it says with each status, and where a gateway says it', () =>
    connected(async ({ service, answer, waits }) => {
      const headers = { 'retry-after': '7' };
      for (const status of [200, 400]) {
        service.enqueue(
          error(status, 'concurrentRequestLimitExceeded', { headers }),
          text('Here.'),
        );
        assert.equal((await answer()).text, 'Here.');
      }
      const page = { ...html(503), headers };
      service.enqueue(page, text('Here.'));
      assert.equal((await answer()).text, 'Here.');
      // Between the last two it is asked for by its id, at once.
      assert.deepEqual(waits, [7_000, 7_000, 0, 7_000]);

      service.enqueue({ ...page, headers: { 'retry-after': '3600' } });
      assert.equal((await refusal(answer())).retryAfterMs, 3_600_000);
      assert.deepEqual(waits.slice(4), [0]);
    }));

  it('R42: is waited for longer each time where it says nothing', () =>
    connected(async ({ service, complete, waits }) => {
      service.enqueue(
        error(429, 'providerRateLimitExceeded'),
        error(429, 'providerRateLimitExceeded'),
        text('Here.'),
      );
      assert.equal((await complete()).text, 'Here.');
      assert.deepEqual(waits, [1_000, 2_000]);
    }));

  it('R42: is recognised by its code, with each status that was seen and first in a stream', () =>
    connected(async ({ service, answer, waits }) => {
      for (const busy of [
        error(400, 'concurrentRequestLimitExceeded'),
        error(200, 'concurrentRequestLimitExceeded'),
        error(429, 'concurrentRequestLimitExceeded'),
        error(200, 'concurrentRequestLimitExceeded', { inStreamAfter: 0 }),
      ]) {
        service.enqueue(busy, text('Here.'));
        assert.equal((await answer()).text, 'Here.');
      }
      assert.equal(waits.length, 4);
    }));

  it('R42: is given up after four requests, or at once if the wait would be long', () =>
    connected(async ({ service, events, waits }) => {
      service.useScript(() => error(429, 'rateLimitExceeded'));
      assert.equal((await refusal(events())).group, 'rateLimit');
      assert.equal(service.requests.length, 4);
      service.enqueue(error(429, 'rateLimitExceeded', { headers: { 'retry-after': '3600' } }));
      assert.equal((await refusal(events())).retryAfterMs, 3_600_000);
      assert.deepEqual(waits, [1_000, 2_000, 4_000]);
    }));
});
