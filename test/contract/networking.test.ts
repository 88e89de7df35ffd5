import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { NetworkSettings } from '../../src/api/proxy.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { noResponse, text } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { until } from '../support/until.ts';
import { thrownBy } from './connection.ts';
import { networked, SERVICE_HOST, type Networked } from './networked.ts';

const SECRET = 'p%40ss-wörd';
const DECODED = 'anna:p@ss-wörd';

async function answered({ service, answer }: Networked): Promise<void> {
  service.enqueue(text('Here.'));
  assert.equal((await answer()).text, 'Here.');
  assert.equal(await service.requests.at(-1)?.ended, 'complete');
}

async function failed(work: Promise<unknown>): Promise<ApiError> {
  const failure = await thrownBy(work);
  assert.ok(failure instanceof ApiError, String(failure));
  return failure;
}

describe('A proxy', () => {
  const httpProxy = (port: number): string => `http://127.0.0.1:${port}`;

  it('R44: takes the request to the service, and sees a host and a port and nothing else of it', () =>
    networked(async at => {
      at.use({ proxyUrl: httpProxy(at.proxy.port) });
      await answered(at);
      assert.deepEqual(at.proxy.asked, [`${SERVICE_HOST}:443`]);
      assert.notEqual(at.proxy.passed(), '');
      for (const secret of [
        localKey,
        at.announced[0] ?? 'nothing was announced',
        'textInference',
      ]) {
        assert.ok(!at.proxy.passed().includes(secret), secret);
      }
    }));

  it('R44: is found in the environment where the settings name none', () =>
    networked(async at => {
      const address = httpProxy(at.proxy.port);
      let asked = 0;
      for (const environment of [
        { HTTPS_PROXY: address },
        { https_proxy: address },
        { HTTP_PROXY: `127.0.0.1:${at.proxy.port}` },
      ] satisfies NetworkSettings['environment'][]) {
        at.use({ environment });
        await answered(at);
        assert.ok(at.proxy.asked.length > asked);
        asked = at.proxy.asked.length;
      }
    }));

  it('R44: from the settings wins over the environment', () =>
    networked(async at => {
      const environment = { HTTPS_PROXY: 'http://127.0.0.1:1' };
      at.use({ proxyUrl: httpProxy(at.proxy.port), environment });
      await answered(at);
    }));

  it('R44: is not asked about this machine, nor about what is excepted', () =>
    networked(
      async at => {
        at.use({ proxyUrl: httpProxy(at.proxy.port) });
        await answered(at);
        assert.deepEqual(at.proxy.asked, []);
      },
      { baseUrl: front => `https://localhost:${front.port}/v1` },
    ));

  it('R44: is given its user and password, which nothing shows or logs', () =>
    networked(
      async at => {
        at.use({ proxyUrl: `http://anna:${SECRET}@127.0.0.1:${at.proxy.port}` });
        await answered(at);
        assert.deepEqual(at.proxy.credentials, [DECODED]);
        assert.doesNotMatch(at.logged.join(), /anna|ss-w/);
      },
      { proxy: { credentials: DECODED } },
    ));

  it('R44: that wants a password says so, names itself, and is not asked again by itself', () =>
    networked(
      async at => {
        for (const user of ['', 'anna@', `bertil:${SECRET}@`]) {
          const before = at.proxy.asked.length;
          at.use({ proxyUrl: `http://${user}127.0.0.1:${at.proxy.port}` });
          const failure = await failed(at.answer());
          assert.deepEqual(
            [failure.group, failure.unsent, failure.status, failure.action?.command],
            ['network', true, 407, 'retry'],
          );
          assert.match(failure.message, new RegExp(`127\\.0\\.0\\.1:${at.proxy.port}`));
          assert.match(failure.message, /user name and password/);
          const everything = [failure.stack, failure.detail, ...at.logged].join();
          assert.doesNotMatch(everything, /anna|bertil|ss-w/);
          assert.equal(at.proxy.asked.length, before + 1);
        }
        assert.deepEqual([at.service.requests, at.waits], [[], []]);
      },
      { proxy: { credentials: DECODED } },
    ));

  it('R44: that forbids the service, or cannot find it, is named', () =>
    networked(
      async at => {
        at.use({ proxyUrl: httpProxy(at.proxy.port) });
        const failure = await failed(at.answer());
        assert.deepEqual([failure.unsent, failure.status, at.waits], [true, 403, []]);
        assert.match(failure.message, /proxy 127.+made no connection to api\.plumb\.test.+403/);
      },
      { proxy: { refuseWith: 403 } },
    ));

  it('R44: that is not there is named, and never with its password', () =>
    networked(async at => {
      await at.proxy.stop();
      at.use({ proxyUrl: `http://anna:${SECRET}@127.0.0.1:${at.proxy.port}` });
      const failure = await failed(at.answer());
      assert.deepEqual([failure.group, failure.unsent], ['network', true]);
      assert.match(failure.message, /The proxy 127\.0\.0\.1:\d+ cannot be reached.+http\.proxy/);
      assert.doesNotMatch([failure.stack, failure.detail, ...at.logged].join(), /anna|ss-w/);
    }));

  it('R44: whose address cannot be used is refused without a word of it', () =>
    networked(async at => {
      for (const proxyUrl of ['http://anna:secret word@host name', 'ftp://anna:secret@h.test']) {
        at.use({ proxyUrl });
        const failure = await failed(at.answer());
        assert.equal(failure.unsent, true);
        assert.match(failure.message, /http\.proxy/);
        assert.doesNotMatch([failure.stack, failure.detail, ...at.logged].join(), /anna|secret/);
      }
    }));

  it('R44: that speaks TLS has to prove who it is, unless the settings say otherwise', () =>
    networked(
      async at => {
        at.use({ proxyUrl: `https://127.0.0.1:${at.proxy.port}` });
        const failure = await failed(at.answer());
        assert.equal(failure.group, 'certificate');
        assert.match(failure.message, /certificate of the proxy 127/);
        at.use({ proxyUrl: `https://127.0.0.1:${at.proxy.port}`, strictSsl: false });
        await answered(at);
      },
      { proxy: { secure: true } },
    ));

  it('R44: is left as soon as the settings name another, and leaves no connection behind', () =>
    networked(async at => {
      at.use({ proxyUrl: httpProxy(at.proxy.port) });
      await until('a request goes over a connection that was there', async () => {
        const before = at.proxy.asked.length;
        await answered(at);
        return at.proxy.asked.length === before;
      });
      const { length } = at.proxy.asked;
      at.use({ proxyUrl: 'http://127.0.0.1:1' });
      await failed(at.answer());
      await until('the connection is closed', () => at.proxy.open() === 0);
      assert.equal(at.proxy.asked.length, length);
    }));

  it('R44: that is no longer set lets the request under way come to its end', () =>
    networked(async at => {
      at.use({ proxyUrl: httpProxy(at.proxy.port) });
      at.service.enqueue(text('One two three four five.', { delayMs: 5, chunkSize: 2 }));
      const seen: string[] = [];
      for await (const event of at.stream()) {
        if (event.type === 'text' && seen.push(event.text) === 1) {
          at.use({ proxyUrl: 'http://127.0.0.1:1' });
          await failed(at.answer());
        }
      }
      assert.equal(seen.join(''), 'One two three four five.');
    }));
});

describe("VS Code's own fetch", () => {
  /** As VS Code's: it knows the way, here by being told of the service's port. */
  function knowing(port: () => number): { fetch: Fetch; readonly urls: string[] } {
    const urls: string[] = [];
    return {
      urls,
      fetch: (url, init) => {
        urls.push(url);
        return globalThis.fetch(`http://127.0.0.1:${port()}/v1`, init);
      },
    };
  }

  it('R44: is tried where ours comes to no connection, and then kept until the settings change', async () => {
    let port = 0;
    const patched = knowing(() => port);
    await networked(
      async at => {
        port = Number(new URL(at.service.baseUrl).port);
        at.use({});
        await answered(at);
        assert.deepEqual(patched.urls, [`https://${SERVICE_HOST}/v1`]);
        await answered(at);
        assert.equal(patched.urls.length, 2);
        at.use({ proxyUrl: `http://127.0.0.1:${at.proxy.port}` });
        await answered(at);
        assert.deepEqual([patched.urls.length, at.proxy.asked.length], [2, 1]);
        assert.equal(new Set(at.announced).size, 3, 'each request went out under one id');
      },
      { patchedFetch: patched.fetch },
    );
  });

  it('R44: is left for ours when it fails, as a network changes and its settings do not', async () => {
    let usable = true;
    const inner = knowing(() => port);
    let port = 0;
    let viaPatched = 0;
    await networked(
      async at => {
        port = Number(new URL(at.service.baseUrl).port);
        at.use({ proxyUrl: `http://127.0.0.1:${at.proxy.port}`, extraCertificates: [] });
        await answered(at);
        usable = false;
        const failure = await failed(at.answer());
        assert.equal(failure.group, 'certificate', 'what ours said is what is told');
        assert.equal(viaPatched, 2);
        assert.equal(at.proxy.asked.length, 2);
      },
      {
        patchedFetch: (url, init) => {
          viaPatched += 1;
          return usable
            ? inner.fetch(url, init)
            : Promise.reject(new TypeError('fetch failed', { cause: new Error('connect EPERM') }));
        },
      },
    );
  });

  it('R44: is not asked about what may have been sent', async () => {
    const patched = knowing(() => 1);
    await networked(
      async at => {
        at.use({ proxyUrl: `http://127.0.0.1:${at.proxy.port}` });
        at.service.enqueue(noResponse('destroy'));
        assert.equal((await failed(at.answer())).unsent, false);
        assert.deepEqual(patched.urls, []);
      },
      { patchedFetch: patched.fetch },
    );
  });
});
