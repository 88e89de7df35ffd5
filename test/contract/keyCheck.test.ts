import assert from 'node:assert/strict';
import { checkKey, type KeyCheckResult } from '../../src/api/keyCheck.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, html, noResponse } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { connected, recordingLogger, thrownBy } from './connection.ts';

const { logger, logged } = recordingLogger();

function check(baseUrl: string, key = localKey, signal?: AbortSignal): Promise<KeyCheckResult> {
  return checkKey({ baseUrl, key, logger, signal: signal ?? new AbortController().signal });
}

describe('Checking a key', () => {
  it('accepts a key that the service knows, by asking for the account', () =>
    connected(async ({ service }) => {
      assert.deepEqual(await check(service.baseUrl), { ok: true });
      assert.match(
        JSON.stringify(service.requests[0]?.body),
        /^\[\{"taskType":"accountManagement","taskUUID":"[^"]+","operation":"getDetails"\}\]$/,
      );
    }));

  it('R43: refuses a key that the service does not know', () =>
    connected(async ({ service }) => {
      const result = await check(service.baseUrl, 'nobody-has-it');
      assert.ok(!result.ok);
      assert.equal(result.error.group, 'auth');
      assert.doesNotMatch(JSON.stringify([logged, result.error.message]), /nobody-has-it/);
    }));

  it('accepts a key that may not read the account, or whose balance is used up', () =>
    connected(async ({ service }) => {
      for (const refusal of [
        error(403, 'insufficientPermissions'),
        error(400, 'permissionDenied'),
        error(403, 'somethingElse'),
        error(402, 'insufficientCredits'),
      ]) {
        service.enqueueFault('accountManagement', refusal);
        assert.deepEqual(await check(service.baseUrl), { ok: true }, refusal.code);
      }
    }));

  it('does not take an account that is suspended, or what is no answer of the service, for a yes', () =>
    connected(async ({ service }) => {
      for (const fault of [
        error(401, 'unauthorized'),
        html(401),
        error(403, 'accountSuspended'),
        error(403, 'invalidApiKey'),
        error(200, 'invalidApiKey'),
        error(500, 'internalServerError'),
        error(429, 'rateLimitExceeded'),
        html(200),
        html(403),
        noResponse('destroy'),
      ]) {
        service.enqueueFault('accountManagement', fault);
        const result = await check(service.baseUrl);
        assert.ok(!result.ok, JSON.stringify(fault));
      }
    }));

  it('does not send what cannot be a key', () =>
    connected(async ({ service }) => {
      for (const key of ['', '   ', 'two words', 'line\nbreak', 'schlüssel']) {
        const result = await check(service.baseUrl, key);
        assert.ok(!result.ok && result.error.group === 'auth', key);
      }
      assert.equal(service.requests.length, 0);
    }));

  it('sends no key to an address that is not safe', async () => {
    const thrown = await thrownBy(check('http://example.org/v1'));
    assert.match(String(thrown), /not safe/);
  });

  it('can be stopped', () =>
    connected(async ({ service }) => {
      service.enqueueFault('accountManagement', noResponse('hang'));
      const thrown = await thrownBy(check(service.baseUrl, localKey, AbortSignal.abort()));
      assert.ok(isAbort(thrown));
    }));
});
