import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Emitter } from '../../../src/base/emitter.ts';
import type { Logger } from '../../../src/base/logger.ts';
import { createHostRpc, createPanelRpc, type HostHandlers } from '../../../src/protocol/rpc.ts';
import { handlersDoingNothing, panelState } from '../../panel/panelStates.ts';

interface Ends {
  readonly toHost: Emitter<unknown>;
  readonly toPanel: Emitter<unknown>;
  readonly sentByHost: unknown[];
  readonly logged: string[];
  readonly logger: Logger;
}

/** Two ends of a channel that copies what it carries, as `postMessage` does. */
function ends(): Ends {
  const logged: string[] = [];
  const note = (message: string): void => {
    logged.push(message);
  };
  const sentByHost: unknown[] = [];
  const toPanel = new Emitter<unknown>();
  toPanel.event(message => sentByHost.push(message));
  return {
    toHost: new Emitter(),
    toPanel,
    sentByHost,
    logged,
    logger: { debug: note, info: note, warn: note, error: note },
  };
}

function connect(handlers: Partial<HostHandlers> = {}) {
  const channel = ends();
  const { toHost, toPanel, logger } = channel;
  const host = createHostRpc(
    { post: message => toPanel.fire(structuredClone(message)), onMessage: toHost.event },
    { ...handlersDoingNothing(), ...handlers },
    logger,
  );
  const panel = createPanelRpc(
    { post: message => toHost.fire(structuredClone(message)), onMessage: toPanel.event },
    logger,
  );
  return { ...channel, host, panel };
}

/** Lets the promises that are settled run on. */
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('rpc', () => {
  it('answers a request with what the handler of its name returns', async () => {
    const { panel } = connect({ send: ({ text }) => Promise.resolve({ accepted: text === 'hi' }) });
    assert.deepEqual(await panel.request('send', { chatId: 'c', text: 'hi' }), { accepted: true });
    assert.deepEqual(await panel.request('send', { chatId: 'c', text: 'no' }), { accepted: false });
  });

  it('gives each of several open requests its own answer, in whatever order they come', async () => {
    const waiting: (() => void)[] = [];
    const { panel } = connect({
      send: ({ text }) =>
        new Promise(resolve => waiting.push(() => resolve({ accepted: text === 'first' }))),
    });
    const first = panel.request('send', { chatId: 'c', text: 'first' });
    const second = panel.request('send', { chatId: 'c', text: 'second' });
    for (const answer of waiting.reverse()) answer();
    assert.deepEqual(await Promise.all([first, second]), [{ accepted: true }, { accepted: false }]);
  });

  it('rejects a request with the message of what its handler threw', async () => {
    const { panel } = connect({ stop: () => Promise.reject(new Error('Nothing runs.')) });
    await assert.rejects(panel.request('stop', {}), { message: 'Nothing runs.' });
  });

  it('carries events to every listener until it unsubscribes', () => {
    const { host, panel } = connect();
    const seen: string[] = [];
    const first = panel.onEvent('focusComposer', ({ text }) => seen.push(`1 ${text ?? ''}`));
    panel.onEvent('focusComposer', ({ text }) => seen.push(`2 ${text ?? ''}`));
    host.send('focusComposer', { text: 'a' });
    first.dispose();
    host.send('focusComposer', {});
    assert.deepEqual(seen, ['1 a', '2 a', '2 ']);
  });

  it('S22: answers a request of unknown name or with malformed params as failed, and runs nothing', async () => {
    const ran: string[] = [];
    const { toHost, sentByHost, logged } = connect({
      decide: ({ callId }) => {
        ran.push(callId);
        return Promise.resolve({ accepted: true });
      },
    });
    toHost.fire({ kind: 'request', id: 1, name: 'constructor', params: {} });
    toHost.fire({ kind: 'request', id: 2, name: 'decide', params: { callId: 'c1' } });
    toHost.fire({ kind: 'request', id: 3, name: 'setMode', params: { mode: 'everything' } });
    await settle();
    assert.deepEqual(
      sentByHost
        .map(message => Object(message) as { kind: string; id: number })
        .map(({ kind, id }) => [kind, id]),
      [
        ['failure', 1],
        ['failure', 2],
        ['failure', 3],
      ],
    );
    assert.deepEqual(ran, []);
    assert.equal(logged.filter(line => line.startsWith('The request')).length, 3);
  });

  it('S22: drops whatever is no envelope, at both ends, and logs it without its content', () => {
    fc.assert(
      fc.property(fc.anything(), message => {
        const { toHost, toPanel, logged, sentByHost } = connect();
        toHost.fire(message);
        assert.deepEqual(sentByHost, []);
        toPanel.fire(message);
        assert.deepEqual(logged, [
          'Dropped a message of the panel that is no request',
          'Dropped a message that is none of ours',
        ]);
      }),
    );
  });

  it('keeps the key names of JavaScript objects apart from names of ours', async () => {
    const { toPanel, toHost, logged, sentByHost } = connect();
    for (const name of ['__proto__', 'toString', 'hasOwnProperty']) {
      toPanel.fire({ kind: 'event', name, body: {} });
      toHost.fire({ kind: 'request', id: 7, name, params: {} });
    }
    await settle();
    assert.equal(logged.filter(line => line.startsWith('The request')).length, 3);
    assert.equal(logged.filter(line => line.startsWith('Dropped an event')).length, 3);
    assert.equal(
      sentByHost.filter(message => JSON.stringify(message).includes('"failure"')).length,
      3,
    );
  });

  it('drops a malformed event, and a malformed result rejects its request', async () => {
    const { panel, toPanel, logged } = connect();
    const seen: unknown[] = [];
    panel.onEvent('patches', body => seen.push(body));
    toPanel.fire({ kind: 'event', name: 'patches', body: { seq: 'one', patches: [] } });
    const request = createPanelRpc(
      { post: () => undefined, onMessage: toPanel.event },
      {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
      },
    ).request('ready', {});
    toPanel.fire({ kind: 'result', id: 1, result: { ...panelState(), seq: 'one' } });
    await assert.rejects(request, { message: 'The panel did not understand Plumb.' });
    assert.deepEqual(seen, []);
    assert.ok(logged.includes('Dropped a malformed event "patches"'));
  });

  it('ignores a second answer to the same request', async () => {
    const { panel, toPanel, logged } = connect({ send: () => Promise.resolve({ accepted: true }) });
    assert.deepEqual(await panel.request('send', { chatId: 'c', text: '' }), { accepted: true });
    toPanel.fire({ kind: 'result', id: 1, result: { accepted: false } });
    assert.deepEqual(logged, ['Dropped an answer to nothing that was asked']);
  });

  it('rejects what is open and what comes after when the panel is disposed', async () => {
    const { panel } = connect({ send: () => new Promise(() => undefined) });
    const open = panel.request('send', { chatId: 'c', text: '' });
    panel.dispose();
    await assert.rejects(open, { message: 'The panel was closed.' });
    await assert.rejects(panel.request('send', { chatId: 'c', text: '' }), {
      message: 'The panel was closed.',
    });
  });

  it('sends nothing once the host end is disposed, not even an answer under way', async () => {
    let answer = (): void => undefined;
    const { host, panel, sentByHost } = connect({
      send: () => new Promise(resolve => (answer = () => resolve({ accepted: true }))),
    });
    void panel.request('send', { chatId: 'c', text: '' });
    host.dispose();
    answer();
    host.send('focusComposer', {});
    await settle();
    assert.deepEqual(sentByHost, []);
  });
});
