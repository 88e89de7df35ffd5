import assert from 'node:assert/strict';
import {
  readErrorEvent,
  readRefusedBody,
} from '../../../../src/api/compatible/compatibleErrors.ts';
import { groupOf } from '../../../../src/api/errorGroups.ts';

describe('Errors of the compatible endpoints', () => {
  it('are of the group that the native code would have', () => {
    const cases = [
      [401, { code: 'invalid_api_key', type: 'invalid_request_error' }, 'auth'],
      [401, { code: null, type: 'invalid_request_error' }, 'auth'],
      [402, { code: null, type: null }, 'quota'],
      [429, { code: 'insufficient_quota', type: 'insufficient_quota' }, 'quota'],
      [429, { code: 'rate_limit_exceeded', type: 'requests' }, 'rateLimit'],
      [404, { code: 'model_not_found', type: 'invalid_request_error' }, 'notFound'],
      [404, { code: null, type: 'invalid_request_error' }, 'notFound'],
      [400, { code: 'context_length_exceeded', type: 'invalid_request_error' }, 'validation'],
      [400, { code: 'content_policy_violation', type: null }, 'safety'],
      [500, { code: null, type: 'server_error' }, 'serverError'],
      [504, { code: null, type: 'server_error' }, 'timeout'],
    ] as const;
    for (const [status, error, group] of cases) {
      const read = readRefusedBody({ error: { ...error, message: 'no' } });
      assert.equal(groupOf(read?.code, status), group, JSON.stringify(error));
    }
  });

  it('inside a stream have no status: then a type has to say it', () => {
    const groupIn = (error: object): string =>
      groupOf(readErrorEvent({ error: { message: 'no', ...error } })?.code, undefined);
    assert.equal(groupIn({ type: 'server_error', code: null }), 'serverError');
    assert.equal(groupIn({ type: 'invalid_request_error' }), 'validation');
    assert.equal(groupIn({ type: 'authentication_error' }), 'auth');
  });

  it('name the parameter in either spelling', () => {
    for (const body of [
      { error: { code: 'x', message: 'no', param: 'tools' } },
      { errors: [{ code: 'x', message: 'no', parameter: 'tools' }] },
      { errors: [{ code: 'x', message: 'no', parameter: ['tools', 'model'] }] },
    ]) {
      assert.equal(readRefusedBody(body)?.parameter, 'tools');
    }
  });

  it('say in words only that tools and effort do not go together', () => {
    const message =
      'Function tools with reasoning_effort are not supported for gpt-5.5 in /v1/chat/completions. Please use /v1/responses instead.';
    for (const body of [
      { error: { code: null, type: 'invalid_request_error', message, param: 'reasoning_effort' } },
      { errors: [{ code: 'providerError', message }] },
    ]) {
      const { code, parameter } = readRefusedBody(body) ?? {};
      assert.deepEqual([code, parameter], ['incompatibleParameters', 'tools']);
    }
  });

  it('are not seen where there is none', () => {
    for (const value of [{}, [], 7, null, 'no', { error: null }, { errors: [] }, { choices: [] }]) {
      assert.equal(readErrorEvent(value), undefined, JSON.stringify(value));
    }
  });
});
