import assert from 'node:assert/strict';
import { nullLogger } from '../../../src/base/logger.ts';
import { createModelService } from '../../../src/host/modelService.ts';

const OURS = 'https://ours.example/v1';
const THEIRS = 'https://theirs.example/v1';

describe('the service that the settings name', () => {
  it('S26 is asked with the key that was agreed to for its own address', async () => {
    let baseUrl = OURS;
    const sent: string[] = [];
    const service = createModelService({
      settings: () => ({ baseUrl, transport: 'native', model: 'a:1@1' }),
      keyFor: url => Promise.resolve(`key-for-${new URL(url).hostname}`),
      fetch: (url, { headers }) => {
        sent.push(`${new URL(url).origin} ${JSON.stringify(headers)}`);
        return Promise.reject(new Error('offline'));
      },
      state: { keys: () => [], get: () => undefined, update: () => Promise.resolve() },
      logger: nullLogger,
    });
    const options = { signal: new AbortController().signal, shownText: '' };
    const answer = service.client.resume(crypto.randomUUID(), options)[Symbol.asyncIterator]();
    baseUrl = THEIRS;
    while (sent.length === 0 && (await answer.next()).done !== true);
    await answer.return?.();
    assert.match(sent.join(), /^https:\/\/ours\.example .*key-for-ours\.example/);
  });
});
