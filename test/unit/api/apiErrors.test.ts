import assert from 'node:assert/strict';
import { ApiError, refusedByService } from '../../../src/api/apiErrors.ts';
import { groupOf, type ApiErrorGroup } from '../../../src/api/errorGroups.ts';
import { createRequestFaults } from '../../../src/api/requestFaults.ts';
import { COMMANDS } from '../../../src/base/ids.ts';

const codes: Readonly<Partial<Record<ApiErrorGroup, readonly string[]>>> = {
  auth: [
    'invalidApiKey',
    'missingApiKey',
    'unauthorized',
    'forbidden',
    'insufficientPermissions',
    'authTimeout',
    'tokenExpired',
    'accountSuspended',
    'workspaceDisabled',
  ],
  quota: [
    'insufficientCredits',
    'providerInsufficientCredits',
    'quotaExceeded',
    'paymentRequired',
    'insufficientBalance',
  ],
  rateLimit: [
    'inferenceRateLimitExceeded',
    'providerRateLimitExceeded',
    'rateLimitExceeded',
    'concurrentRequestLimitExceeded',
  ],
  safety: [
    'contentPolicyViolation',
    'providerContentPolicyViolation',
    'nsfwContentDetected',
    'promptBlocked',
    'moderationFailed',
  ],
  timeout: ['timeoutProvider', 'providerGatewayTimeout', 'failedProviderTimeout', 'timeout'],
  notFound: ['taskNotFound', 'modelNotFound', 'mediaExpired', 'taskCancelled'],
  serverError: ['internalServerError', 'serviceUnavailable', 'unknownError', 'streamingError'],
  provider: ['providerUnavailable', 'inferenceError', 'noAvailableServer', 'modelNotReady'],
  validation: [
    'invalidModel',
    'invalidPayloadFormat',
    'unsupportedParameter',
    'conflictTaskUUID',
    'missingParameter',
    'valueTooHigh',
    'maxTokensExceeded',
    'incompatibleParameters',
  ],
};

describe('The group of a service error', () => {
  for (const [group, names] of Object.entries(codes)) {
    it(`is ${group} for ${names.join(', ')}`, () => {
      for (const name of names) assert.equal(groupOf(name, 400), group, name);
    });
  }

  it('goes by the status where the code is missing or unknown', () => {
    const expected: readonly (readonly [number, ApiErrorGroup])[] = [
      [400, 'validation'],
      [401, 'auth'],
      [402, 'quota'],
      [403, 'auth'],
      [404, 'notFound'],
      [408, 'timeout'],
      [429, 'rateLimit'],
      [500, 'serverError'],
      [502, 'serverError'],
      [503, 'serverError'],
      [504, 'timeout'],
      [200, 'unknown'],
    ];
    for (const [status, group] of expected) {
      assert.equal(groupOf(undefined, status), group);
      assert.equal(groupOf('somethingNobodyKnows', status), group);
    }
  });

  it('goes by the code where the two disagree', () => {
    assert.equal(groupOf('concurrentRequestLimitExceeded', 400), 'rateLimit');
    assert.equal(groupOf('insufficientCredits', 200), 'quota');
  });
});

describe('What a person reads of a failed request', () => {
  const groups: readonly ApiErrorGroup[] = [
    'auth',
    'quota',
    'rateLimit',
    'safety',
    'timeout',
    'notFound',
    'serverError',
    'provider',
    'validation',
    'network',
    'certificate',
    'protocol',
    'unknown',
  ];
  const facts = { host: 'api.runware.ai', said: 'The parameter x is wrong.' };

  it('names the host and differs from group to group', () => {
    const messages = groups.map(group => new ApiError(group, facts).message);
    assert.equal(new Set(messages).size, groups.length);
    for (const message of messages) assert.match(message, /api\.runware\.ai/);
  });

  it('offers the one thing that helps', () => {
    const offered = (group: ApiErrorGroup): string | undefined =>
      new ApiError(group, facts).action?.command;
    assert.equal(offered('auth'), COMMANDS.setApiKey);
    assert.equal(offered('quota'), 'vscode.open');
    assert.deepEqual(new ApiError('quota', facts).action?.args, ['https://my.runware.ai/wallet']);
    for (const group of ['rateLimit', 'timeout', 'network', 'serverError', 'provider'] as const) {
      assert.equal(offered(group), 'retry');
    }
    assert.equal(offered('validation'), COMMANDS.showLog);
    assert.equal(offered('safety'), 'editMessage');
  });

  it('says what the service said, on one line and not without end', () => {
    const { message } = refusedByService({
      host: 'api.runware.ai',
      status: 400,
      code: 'invalidParameter',
      said: `Bad\n\nvalue ${'x'.repeat(5_000)}`,
    });
    assert.match(message, /Bad value x/);
    assert.doesNotMatch(message, /\n/);
    assert.ok(message.length < 500);
  });
});

describe('The errors of a request', () => {
  const key = 'rw-secret-0123456789';
  const faults = createRequestFaults({ host: 'api.runware.ai', taskUUID: 'uuid-1', key });
  const caused = (code: string): Error =>
    new TypeError('fetch failed', {
      cause: Object.assign(new Error(`went wrong with ${key}`), { code }),
    });

  it('S26: hold the key nowhere, whoever said it', () => {
    const errors = [
      faults.refused({ code: `bad-${key}`, message: `Bearer ${key}?`, parameter: key }),
      faults.notAnAnswer(`an event is no piece: ${key}`),
      faults.connection(caused('ECONNRESET')),
    ];
    for (const error of errors) {
      const everything = [error.stack, error.message, error.detail, JSON.stringify(error)].join();
      assert.doesNotMatch(everything, new RegExp(key));
      assert.equal(error.cause, undefined);
      assert.match(error.detail ?? '', /\[key\]/);
    }
  });

  it('R44: tell a host that was not reached from a connection that broke', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']) {
      const error = faults.connection(caused(code));
      assert.deepEqual([error.group, error.unsent], ['network', true], code);
    }
    for (const code of ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']) {
      const error = faults.connection(caused(code));
      assert.deepEqual([error.group, error.unsent], ['network', false], code);
    }
    for (const code of ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']) {
      assert.equal(faults.connection(caused(code)).group, 'timeout', code);
    }
  });

  it('R44: take a connection that broke for sent, though its code is that of a failed attempt', () => {
    const broke = (message: string, code: string): Error =>
      new TypeError('terminated', { cause: Object.assign(new Error(message), { code }) });
    for (const [message, code, group, unsent] of [
      ['read ETIMEDOUT', 'ETIMEDOUT', 'timeout', false],
      ['read EHOSTUNREACH', 'EHOSTUNREACH', 'network', false],
      ['write ENETUNREACH', 'ENETUNREACH', 'network', false],
      ['connect ETIMEDOUT 192.0.2.1:443', 'ETIMEDOUT', 'network', true],
      ['connect EHOSTUNREACH 192.0.2.1:443', 'EHOSTUNREACH', 'network', true],
      [
        'Client network socket disconnected before secure TLS connection was established',
        'ECONNRESET',
        'network',
        true,
      ],
    ] as const) {
      const error = faults.connection(broke(message, code));
      assert.deepEqual([error.group, error.unsent], [group, unsent], message);
    }
  });

  it('R44: say so when a certificate is the trouble', () => {
    for (const code of [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ]) {
      assert.equal(faults.connection(caused(code)).group, 'certificate', code);
    }
  });

  it('R44: look into the first of several tries to connect', () => {
    const cause = new AggregateError([
      Object.assign(new Error('connect ECONNREFUSED ::1:443'), { code: 'ECONNREFUSED' }),
    ]);
    assert.equal(faults.connection(new TypeError('fetch failed', { cause })).unsent, true);
  });
});
