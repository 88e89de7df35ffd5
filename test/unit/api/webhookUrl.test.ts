import assert from 'node:assert/strict';
import { parseWebhookUrl } from '../../../src/api/webhookUrl.ts';
import { PlumbError } from '../../../src/base/errors.ts';

describe('The address for webhooks', () => {
  for (const [address, sent] of [
    ['https://example.org/hook?secret=1', 'https://example.org/hook?secret=1'],
    [' https://example.org ', 'https://example.org/'],
    ['http://localhost:8080/hook', 'http://localhost:8080/hook'],
    ['http://[::1]/hook', 'http://[::1]/hook'],
  ] as const) {
    it(`may be "${address}"`, () => {
      assert.equal(parseWebhookUrl(address), sent);
    });
  }

  for (const address of [
    'http://example.org/hook?secret=1',
    'https://me:secret@example.org/hook',
    'https://me@example.org/hook',
    'ftp://example.org/secret',
    'example.org/secret',
    'javascript:secret()',
    '',
  ]) {
    it(`may not be "${address}", and the message does not repeat it`, () => {
      assert.throws(
        () => parseWebhookUrl(address),
        (error: unknown) =>
          error instanceof PlumbError &&
          error.action?.command === 'workbench.action.openSettings' &&
          error.action.args?.[0] === 'plumb.api.webhookUrl' &&
          !error.message.includes('secret'),
      );
    });
  }
});
