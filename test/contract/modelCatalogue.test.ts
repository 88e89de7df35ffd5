import assert from 'node:assert/strict';
import type { ModelCachePort } from '../../src/api/modelCache.ts';
import { createModelCatalogue, type ModelCatalogue } from '../../src/api/modelCatalogue.ts';
import { MODELS } from '../../src/api/models.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, html, noResponse, raw } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { recordingLogger, thrownBy } from './connection.ts';
import { withUtilityService, type UtilityService } from './utilityService.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 10, 25);

interface Shelf {
  readonly catalogue: ModelCatalogue;
  readonly cache: ModelCachePort & { text: string | undefined };
  readonly logged: readonly string[];
  /** How often it told of a change. */
  readonly changes: () => number;
  readonly at: (ms: number) => void;
}

function shelf({ connection }: UtilityService, text?: string, at = start): Shelf {
  const cache = {
    text,
    read: () => cache.text,
    write: (written: string) => {
      cache.text = written;
    },
  };
  const { logger, logged } = recordingLogger();
  let time = at;
  let changes = 0;
  const catalogue = createModelCatalogue({ connection, cache, logger, now: () => time });
  catalogue.onDidChange(() => (changes += 1));
  return { catalogue, cache, logged, changes: () => changes, at: ms => (time = ms) };
}

describe('The models of the service', () => {
  it('are the built-in ones until it was asked, then those that it lists', () =>
    withUtilityService(async utility => {
      const { catalogue, changes } = shelf(utility);
      assert.equal(catalogue.models(), MODELS);
      await catalogue.refresh(utility.signal);
      assert.equal(changes(), 1);
      assert.equal(catalogue.find('openai-gpt-5-4-mini')?.price?.input, 0.85);
      assert.equal(catalogue.find('anthropic-claude-haiku-4-5')?.label, 'Claude Haiku 4.5');
      assert.equal(catalogue.find('openai:gpt@5.5')?.id, 'openai-gpt-5-5');
      assert.equal(catalogue.find('openai-gpt-image-2'), undefined);
      const [request] = utility.service.requests;
      assert.equal(`${request?.method} ${request?.path}`, 'GET /v1/models');
      assert.equal(request?.headers['authorization'], 'Bearer [key]');
    }));

  it('are asked for once in ten minutes, however many want to know', () =>
    withUtilityService(async utility => {
      const { catalogue, changes, at } = shelf(utility);
      const { signal, service } = utility;
      await Promise.all([catalogue.refresh(signal), catalogue.refresh(signal)]);
      at(start + 10 * minute - 1);
      await catalogue.refresh(signal);
      assert.equal(service.requests.length, 1);
      at(start + 10 * minute);
      await catalogue.refresh(signal);
      assert.equal(service.requests.length, 2);
      assert.equal(changes(), 1, 'the same list is no change');
    }));

  it('are there at the next start, for a day', () =>
    withUtilityService(async utility => {
      const first = shelf(utility);
      await first.catalogue.refresh(utility.signal);
      const { text } = first.cache;
      assert.ok(text !== undefined && !text.includes(localKey));
      const soon = shelf(utility, text, start + day - 1);
      assert.deepEqual(soon.catalogue.models(), first.catalogue.models());
      for (const at of [start + day, start - 1]) {
        assert.equal(shelf(utility, text, at).catalogue.models(), MODELS);
      }
      const elsewhere = { ...utility.connection, baseUrl: 'https://other.example/v1' };
      assert.equal(shelf({ ...utility, connection: elsewhere }, text).catalogue.models(), MODELS);
    }));

  it('are the built-in ones where the cache is damaged or of another Plumb', () =>
    withUtilityService(utility => {
      const service = utility.connection.baseUrl;
      const good = { version: 1, service, at: start, models: [{ id: 'a', native: true }] };
      assert.notEqual(shelf(utility, JSON.stringify(good)).catalogue.models(), MODELS);
      for (const text of [
        '',
        '{',
        'null',
        JSON.stringify({ ...good, version: 2 }),
        JSON.stringify({ ...good, at: '2026' }),
        JSON.stringify({ ...good, models: [{ id: 'a' }] }),
        JSON.stringify(good).slice(0, -3),
      ]) {
        assert.equal(shelf(utility, text).catalogue.models(), MODELS, text);
      }
      return Promise.resolve();
    }));

  it('R44: stay what they are when the service cannot be asked, which is logged', () =>
    withUtilityService(async utility => {
      const { service, signal } = utility;
      const { catalogue, logged, changes, at } = shelf(utility);
      const faults = [
        error(500, 'internalServerError'),
        error(200, 'invalidApiKey'),
        html(200),
        html(502),
        raw(['{}'], { headers: { 'content-type': 'application/json' } }),
        raw([], { status: 302, headers: { location: 'https://elsewhere.example/' } }),
        noResponse('destroy'),
      ];
      for (const [index, fault] of faults.entries()) {
        service.enqueueFault('models', fault);
        at(start + (index + 1) * 10 * minute);
        await catalogue.refresh(signal);
      }
      assert.equal(service.requests.length, faults.length);
      assert.equal(catalogue.models(), MODELS);
      assert.equal(changes(), 0);
      assert.equal(logged.length, faults.length);
      assert.ok(!logged.join('\n').includes(localKey));
    }));

  it('are asked for again at once with a better key', () =>
    withUtilityService(async utility => {
      const keys = [undefined, 'nobody-has-it', localKey];
      const key = () => Promise.resolve(keys.shift());
      const asking = shelf({ ...utility, connection: { ...utility.connection, key } });
      for (let tries = 0; tries < 3; tries += 1) await asking.catalogue.refresh(utility.signal);
      assert.equal(asking.changes(), 1);
      assert.equal(utility.service.requests.length, 2, 'without a key nothing is sent');
    }));

  it('can be given up by one of two who wait, and by both', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>(resolve => (arrive = resolve));
    await withUtilityService(
      async utility => {
        const { service } = utility;
        const { catalogue, changes } = shelf(utility);
        service.enqueueFault('models', noResponse('hang'));
        const [one, two] = [new AbortController(), new AbortController()];
        const first = thrownBy(catalogue.refresh(one.signal));
        const second = thrownBy(catalogue.refresh(two.signal));
        one.abort();
        assert.ok(isAbort(await first));
        await arrived;
        const [request] = service.requests;
        assert.ok(request !== undefined && request.closedEarlyAt === undefined);
        two.abort();
        assert.ok(isAbort(await second));
        assert.equal(await request.ended, 'closedEarly');
        await catalogue.refresh(utility.signal);
        assert.equal(changes(), 1, 'nobody has to wait after a stop');
      },
      { service: { onRequest: () => arrive() } },
    );
  });
});
