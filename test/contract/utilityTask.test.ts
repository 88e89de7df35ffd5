import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { sendTask, sendTasks, type TaskAnswer } from '../../src/api/utilityTask.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, html, noResponse, raw, text } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { thrownBy } from './connection.ts';
import { sendTextTask, withUtilityService, type UtilityService } from './utilityService.ts';

const poll = (taskUUID: string) => ({ taskType: 'getResponse', taskUUID });

function said({ items, error: failure }: TaskAnswer): unknown {
  return failure?.code ?? items.map(item => item['status']);
}

/** What one task is answered with when the service sends exactly this body. */
async function answered(
  { service, connection, signal }: UtilityService,
  body: (taskUUID: string) => unknown,
  status = 200,
): Promise<unknown> {
  const taskUUID = crypto.randomUUID();
  const headers = { 'content-type': 'application/json' };
  const chunks = [JSON.stringify(body(taskUUID))];
  service.enqueueFault('getResponse', raw(chunks, { status, headers }));
  const [answer] = await sendTasks(connection, [poll(taskUUID)], signal);
  return answer === undefined ? undefined : said(answer);
}

describe('A utility task', () => {
  it('is one of several in a request, and each gets its own answer', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      service.enqueue(text('A'), text('B', { pollsBeforeDone: 5 }));
      const done = await sendTextTask(service);
      const running = await sendTextTask(service);
      const asked = [crypto.randomUUID(), running, done, crypto.randomUUID()].map(poll);
      const before = service.requests.length;
      const answers = await sendTasks(connection, asked, signal);
      assert.equal(service.requests.length, before + 1);
      assert.deepEqual(answers.map(said), [
        'taskNotFound',
        ['processing'],
        ['success'],
        'taskNotFound',
      ]);
      assert.deepEqual(
        answers.map(({ error: failure }) => failure?.taskUUID),
        [asked[0]?.taskUUID, undefined, undefined, asked[3]?.taskUUID],
      );
    }));

  it('is answered for each task also where the whole request has the status of a failure', () =>
    withUtilityService(async ({ connection, signal }) => {
      const asked = [poll(crypto.randomUUID()), poll(crypto.randomUUID())];
      const answers = await sendTasks(connection, asked, signal);
      assert.deepEqual(answers.map(said), ['taskNotFound', 'taskNotFound']);
      assert.deepEqual(
        answers.map(({ error: failure }) => failure?.status),
        [404, 404],
      );
    }));

  it('asks nothing when there is nothing to ask', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      assert.deepEqual(await sendTasks(connection, [], signal), []);
      assert.equal(service.requests.length, 0);
    }));

  it('is understood in every form of the envelope', () =>
    withUtilityService(async utility => {
      const item = (taskUUID: string): object => ({ taskUUID, status: 'success' });
      const failure = (taskUUID: string): object => ({ code: 'no', message: 'No.', taskUUID });
      const bodies: readonly (readonly [(taskUUID: string) => unknown, unknown])[] = [
        [id => ({ data: [item(id)], errors: [] }), ['success']],
        [id => ({ data: item(id) }), ['success']],
        [id => [item(id)], ['success']],
        [id => ({ data: [item(id.toUpperCase())] }), ['success']],
        [() => ({ data: [item('')] }), ['success']],
        [() => ({ data: [{ status: 'success' }] }), ['success']],
        [id => ({ data: [item(id), item(id)], errors: null }), ['success', 'success']],
        [id => ({ errors: [failure(id)] }), 'no'],
        [id => ({ errors: failure(id) }), 'no'],
        [id => [failure(id)], 'no'],
        [id => ({ data: [], errors: [failure(id)] }), 'no'],
        [id => ({ error: { code: 'no', message: 'No.' }, taskUUID: id }), 'no'],
        [() => ({ error: { code: 'no' } }), 'no'],
        [id => ({ data: [{ taskUUID: id, status: 'error', error: { code: 'no' } }] }), 'no'],
      ];
      for (const [body, expected] of bodies) {
        assert.deepEqual(await answered(utility, body), expected, body.toString());
      }
    }));

  it('takes no answer of another task for its own', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      const other = crypto.randomUUID();
      service.enqueueFault('getResponse', json({ data: [{ taskUUID: other, status: 'success' }] }));
      const thrown = await thrownBy(sendTask(connection, poll(crypto.randomUUID()), signal));
      assert.ok(thrown instanceof ApiError && thrown.group === 'protocol');
    }));

  it('R44: takes nothing but an envelope for an answer', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      for (const fault of [html(200), json({}), json('yes'), json(null), json({ data: [] })]) {
        service.enqueueFault('getResponse', fault);
        const thrown = await thrownBy(sendTask(connection, poll(crypto.randomUUID()), signal));
        assert.ok(thrown instanceof ApiError, JSON.stringify(fault));
        assert.equal(thrown.group, 'protocol', JSON.stringify(fault));
      }
    }));

  it('R42: fails with the group and the Retry-After of what the service said', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      const task = poll(crypto.randomUUID());
      const faults = [
        [error(429, 'rateLimitExceeded', { headers: { 'retry-after': '7' } }), 'rateLimit'],
        [error(402, 'insufficientCredits', { form: 'error' }), 'quota'],
        [error(500, 'internalServerError', { form: 'array' }), 'serverError'],
        [error(200, 'providerUnavailable'), 'provider'],
        [html(502), 'serverError'],
        [html(403), 'protocol'],
        [raw([], { status: 302, headers: { location: 'https://elsewhere.example/' } }), 'protocol'],
        [noResponse('destroy'), 'network'],
      ] as const;
      for (const [fault, group] of faults) {
        service.enqueueFault('getResponse', fault);
        const thrown = await thrownBy(sendTask(connection, task, signal));
        assert.ok(thrown instanceof ApiError, JSON.stringify(fault));
        assert.equal(thrown.group, group, JSON.stringify(fault));
        if (group === 'rateLimit') assert.equal(thrown.retryAfterMs, 7_000);
      }
      assert.equal(service.requests.length, faults.length, 'nothing is sent twice by itself');
    }));

  it('S26: has the key in no error and in no line of the log', () =>
    withUtilityService(async ({ service, connection, signal, logged }) => {
      const message = `The key ${localKey} is not known.`;
      service.enqueueFault('getResponse', error(401, 'invalidApiKey', { message }));
      const thrown = await thrownBy(sendTask(connection, poll(crypto.randomUUID()), signal));
      assert.ok(thrown instanceof ApiError && thrown.group === 'auth');
      assert.match(thrown.detail ?? '', /The key \[key\] is not known/);
      assert.ok(!JSON.stringify([logged, thrown.message, thrown.detail]).includes(localKey));
      assert.match(logged.join('\n'), /^POST 127\.0\.0\.1:\d+ 401 /);
    }));

  it('is not sent without a key, or to an address that is not safe', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      const task = poll(crypto.randomUUID());
      const none = { ...connection, key: () => Promise.resolve(undefined) };
      const thrown = await thrownBy(sendTask(none, task, signal));
      assert.ok(thrown instanceof ApiError && thrown.group === 'auth' && thrown.unsent);
      const open = { ...connection, baseUrl: 'http://example.org/v1' };
      assert.match(String(await thrownBy(sendTask(open, task, signal))), /not safe/);
      assert.equal(service.requests.length, 0);
    }));

  it('reads no body without end', () =>
    withUtilityService(
      async ({ connection, signal }) => {
        const thrown = await thrownBy(sendTask(connection, poll(crypto.randomUUID()), signal));
        assert.ok(thrown instanceof ApiError && thrown.group === 'protocol');
        assert.match(thrown.detail ?? '', /more than \d+ characters/);
      },
      {
        connection: {
          fetch: () =>
            Promise.resolve({ status: 200, headers: new Headers(), body: endlessBody() }),
        },
      },
    ));

  it('can be stopped while the service is silent', () =>
    withUtilityService(async ({ service, connection }) => {
      const stop = new AbortController();
      service.enqueueFault('getResponse', noResponse('hang'));
      const sent = thrownBy(sendTask(connection, poll(crypto.randomUUID()), stop.signal));
      stop.abort();
      assert.ok(isAbort(await sent));
    }));
});

function json(body: unknown): ReturnType<typeof raw> {
  return raw([JSON.stringify(body)], { headers: { 'content-type': 'application/json' } });
}

async function* endlessBody(): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  for (;;) yield await Promise.resolve(chunk);
}
