import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { Agent, fetch as undiciFetch } from 'undici';
import { z } from 'zod';
import { ApiError } from '../../src/api/apiErrors.ts';
import { createFetch } from '../../src/api/createFetch.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { createAuthority } from '../support/network/certificates.ts';
import { listening } from '../support/network/listening.ts';
import { html, raw, text } from '../support/runware/answers.ts';
import { until } from '../support/until.ts';
import { connected, thrownBy } from './connection.ts';
import { networked } from './networked.ts';

async function failed(work: Promise<unknown>): Promise<ApiError> {
  const failure = await thrownBy(work);
  assert.ok(failure instanceof ApiError, String(failure));
  assert.equal(failure.action?.command, 'retry');
  return failure;
}

describe('A network that leads nowhere', () => {
  it('R44: says so of a name that nobody knows, and of a port where nobody listens', async () => {
    const { port, stop } = await listening(createServer());
    await stop();
    for (const [baseUrl, words] of [
      ['https://api.plumb.invalid/v1', /api\.plumb\.invalid cannot be reached: .+(name|network)/],
      [
        `https://localhost:${port}/v1`,
        /localhost:\d+ cannot be reached: the connection is refused/,
      ],
    ] as const) {
      await connected(
        async ({ answer, waits }) => {
          const failure = await failed(answer());
          assert.deepEqual([failure.group, failure.unsent], ['network', true]);
          assert.match(failure.message, words);
          assert.equal(waits.length, 3);
        },
        { client: { baseUrl } },
      );
    }
  });

  it('R44: tells a login page from the service, as a page with any status and as a redirect', () =>
    connected(async ({ service, events, complete, waits }) => {
      for (const fault of [
        html(200),
        html(401),
        html(403),
        html(511),
        raw([''], { status: 511 }),
        raw([''], { status: 302, headers: { location: 'https://login.plumb.test/?who=anna' } }),
        raw([''], { status: 307, headers: { location: '/login' } }),
      ]) {
        service.enqueue(fault, fault);
        for (const ask of [events, complete]) {
          const failure = await failed(ask());
          assert.equal(failure.group, 'protocol');
          assert.match(failure.message, /Something else answered in place of 127.+log in/);
          assert.doesNotMatch(failure.detail ?? '', /anna/);
        }
      }
      assert.deepEqual(waits, []);
    }));

  it('takes an answer that says that it is a page for what it is', () =>
    connected(async ({ service, answer, complete }) => {
      const headers = { 'content-type': 'text/html' };
      const events =
        '\n: ping\n\ndata: {"delta":{"text":"Hi"},"finishReason":"stop"}\n\ndata: [DONE]\n\n';
      service.enqueue(raw([' ', events], { headers }));
      assert.equal((await answer()).text, 'Hi');
      service.enqueue(raw(['{"data":[{"text":"Hi","finishReason":"stop"}]}'], { headers }));
      assert.equal((await complete()).text, 'Hi');
      for (const body of [[], ['Please log in.']]) {
        service.enqueue(raw(body, { headers }));
        assert.equal((await failed(answer())).group, 'protocol');
      }
      assert.equal(service.requests.length, 4);
    }));

  it('R44: tells a login page that does not say what it is', () =>
    connected(async ({ service, events }) => {
      service.enqueue(raw(['<!DOCTYPE html><p>Log in</p>']));
      assert.match((await failed(events())).message, /login page/);
    }));
});

describe('A certificate', () => {
  const local = { baseUrl: ({ port }: { port: number }) => `https://localhost:${port}/v1` };

  it('R44: of an own authority is trusted once that authority is', () =>
    networked(async ({ use, service, answer }) => {
      const failure = await failed(answer());
      assert.deepEqual([failure.group, failure.unsent], ['certificate', true]);
      assert.match(failure.message, /certificate of localhost:\d+ cannot be verified.+root/);
      assert.deepEqual(service.requests, []);
      use({});
      service.enqueue(text('Here.'));
      assert.equal((await answer()).text, 'Here.');
    }, local));

  it('R44: is looked for among those of the machine, but only where it is not trusted', () =>
    networked(async ({ use, service, answer, authority }) => {
      let asked = 0;
      const systemCertificates = () => {
        asked += 1;
        return [authority.certificate];
      };
      use({ extraCertificates: [authority.certificate], systemCertificates });
      service.enqueue(text('Here.'), text('Here.'));
      await answer();
      assert.equal(asked, 0);
      use({ extraCertificates: [createAuthority('Another').certificate], systemCertificates });
      assert.equal((await answer()).text, 'Here.');
      assert.equal(asked, 1);
    }, local));

  it('R44: is not excused by the setting for proxies: the key goes to nobody who may be another', () =>
    networked(async ({ use, service, answer }) => {
      use({ extraCertificates: [], strictSsl: false });
      assert.equal((await failed(answer())).group, 'certificate');
      assert.deepEqual(service.requests, []);
    }, local));

  it('R44: that is out of date, or of another host, is told from one that nobody knows', async () => {
    for (const [how, words] of [
      [{ until: 2002 }, /expired.+clock/],
      [{ names: ['other.plumb.test'] }, /Something else answers in place of localhost/],
    ] as const) {
      await networked(
        async ({ use, answer, waits }) => {
          use({});
          const failure = await failed(answer());
          assert.deepEqual([failure.group, failure.unsent, waits], ['certificate', true, []]);
          assert.match(failure.message, words);
        },
        { ...local, ...how },
      );
    }
  });
});

/** undici counts time in ticks of its own, and has this for tests: so much of it goes by at once. */
const { tick } = z
  .object({ tick: z.custom<(ms: number) => void>(value => typeof value === 'function') })
  .parse(createRequire(import.meta.url)('undici/lib/util/timers.js'));
const timePasses = (ms: number): void => {
  // A timer that was just set begins to count with the next tick.
  tick(1_000);
  tick(ms);
};
const MINUTE_MS = 60_000;

describe('A service that is silent', () => {
  const event = (value: string): string => `data: ${value}\n\n`;
  const delta = (value: string): string => event(JSON.stringify({ delta: { text: value } }));

  /** Answers when told to, and is silent for long before and between. */
  async function silent(fetch: Fetch, silenceMs: number): Promise<string[]> {
    const responses: ServerResponse[] = [];
    const server = createServer((request, response) => {
      request.resume().on('end', () => responses.push(response));
    });
    const { port, stop } = await listening(server);
    try {
      const seen: string[] = [];
      await connected(
        async ({ stream }) => {
          const events = stream()[Symbol.asyncIterator]();
          const first = events.next();
          await until('the whole request is there', () => responses.length > 0);
          const [response] = responses;
          timePasses(silenceMs);
          response?.write(delta('One'));
          for (let next = await first; next.done !== true; next = await events.next()) {
            if (next.value.type !== 'text') continue;
            seen.push(next.value.text);
            timePasses(silenceMs);
            response?.write(seen.length === 1 ? delta(' two') : event('[DONE]'));
            if (seen.length > 1) response?.end();
          }
        },
        { client: { baseUrl: `http://127.0.0.1:${port}/v1`, fetch } },
      );
      return seen;
    } finally {
      await stop();
    }
  }

  it('R44: is waited for: thinking may take minutes, before the first byte and between two', async () => {
    assert.deepEqual(await silent(createFetch(), 9 * MINUTE_MS), ['One', ' two']);
  });

  it('R44: would be given up by a fetch with the usual limit, so this is what proves the above', async () => {
    const dispatcher = new Agent();
    let reached = false;
    const server = createServer(request => {
      request.resume().on('end', () => (reached = true));
    });
    const { port, stop } = await listening(server);
    try {
      const asked = undiciFetch(`http://127.0.0.1:${port}/`, {
        ...{ method: 'POST', body: '[]', dispatcher },
      });
      const failure = thrownBy(asked);
      await until('the whole request is there', () => reached);
      timePasses(9 * MINUTE_MS);
      assert.match(inspect(await failure), /UND_ERR_HEADERS_TIMEOUT/);
    } finally {
      await stop();
    }
  });

  it('R44: is cut where it closes without [DONE] and without a finishReason', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(text('Half of it', { noDone: true, finishReason: null, forgotten: true }));
      const { text: said, finishReason } = await answer();
      assert.deepEqual([said, finishReason], ['Half of it', 'truncated']);
    }));
});
