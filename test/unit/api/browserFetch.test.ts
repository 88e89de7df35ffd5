import assert from 'node:assert/strict';
import { createBrowserFetch } from '../../../src/api/browserFetch.ts';

const URL = 'https://api.example/v1';
const init = {
  method: 'POST',
  headers: {
    authorization: 'Bearer k',
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'plumb',
    'accept-encoding': 'identity',
  },
  body: '[]',
  redirect: 'manual',
  signal: new AbortController().signal,
} as const;

describe('the fetch of a browser', () => {
  it('sends only what a web page may set, and no cookie', async () => {
    const sent: RequestInit[] = [];
    const fetch = createBrowserFetch((_url, request) => {
      sent.push(request);
      return Promise.resolve(new Response('{}', { status: 201 }));
    });
    assert.equal((await fetch(URL, init)).status, 201);
    assert.deepEqual(Object.keys(sent[0]?.headers ?? {}), [
      'authorization',
      'content-type',
      'accept',
    ]);
    assert.equal(sent[0]?.credentials, 'omit');
    assert.equal(sent[0].redirect, 'manual');
  });

  it('says what may be behind the error that says nothing', async () => {
    const fetch = createBrowserFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    await assert.rejects(fetch(URL, init), /api\.example .*\(CORS\)/);
  });

  it('is no failure when it was stopped', async () => {
    const stop = new AbortController();
    const reason = new DOMException('Stopped', 'AbortError');
    const fetch = createBrowserFetch(() => {
      stop.abort(reason);
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await assert.rejects(fetch(URL, { ...init, signal: stop.signal }), reason);
  });
});
