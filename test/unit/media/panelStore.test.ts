import assert from 'node:assert/strict';
import { createPanelStore } from '../../../media/panelStore.ts';
import { Emitter } from '../../../src/base/emitter.ts';
import { nullLogger } from '../../../src/base/logger.ts';
import type { EventBody } from '../../../src/protocol/messages.ts';
import { createHostRpc, createPanelRpc, type HostHandlers } from '../../../src/protocol/rpc.ts';
import type { PanelState } from '../../../src/protocol/viewModel.ts';
import { handlersDoingNothing, panelState } from '../../panel/panelStates.ts';

type Patches = EventBody<'patches'>['patches'];

function connect(handlers: Partial<HostHandlers> = {}) {
  const toHost = new Emitter<unknown>();
  const toPanel = new Emitter<unknown>();
  const host = createHostRpc(
    { post: message => toPanel.fire(message), onMessage: toHost.event },
    { ...handlersDoingNothing(), ...handlers },
    nullLogger,
  );
  const rpc = createPanelRpc(
    { post: message => toHost.fire(message), onMessage: toPanel.event },
    nullLogger,
  );
  const store = createPanelStore(rpc);
  let changes = 0;
  store.onChange(() => (changes += 1));
  return { host, store, toPanel, changes: () => changes };
}

function text(id: string, value: string): PanelState['items'][number] {
  return { kind: 'text', id, text: value, streaming: true };
}

function shown(state: PanelState | undefined): string[] {
  return (state?.items ?? []).map(item => (item.kind === 'text' ? item.text : item.kind));
}

const grow: Patches = [{ op: 'append', id: 'a', text: '!' }];

describe('the panel store', () => {
  it('holds what the host answers, and the patches that follow', async () => {
    const { host, store } = connect({
      ready: () => Promise.resolve({ ...panelState([text('a', 'one')]), seq: 4 }),
    });
    await store.load();
    host.send('patches', { seq: 5, patches: [...grow, { op: 'add', item: text('b', 'two') }] });
    host.send('patches', { seq: 6, patches: grow });
    assert.deepEqual(shown(store.state), ['one!!', 'two']);
  });

  it('keeps the identity of items that a patch does not touch', async () => {
    const { host, store } = connect({
      ready: () => Promise.resolve(panelState([text('a', 'one'), text('b', 'two')])),
    });
    await store.load();
    const before = store.state?.items;
    host.send('patches', { seq: 1, patches: [{ op: 'append', id: 'b', text: '!' }] });
    assert.equal(store.state?.items[0], before?.[0]);
    assert.notEqual(store.state?.items[1], before?.[1]);
  });

  it('ignores patches that the whole state holds already, and takes those that came too early', async () => {
    let answer = (): void => undefined;
    const { host, store } = connect({
      ready: () =>
        new Promise(resolve => {
          answer = () => resolve({ ...panelState([text('a', 'one')]), seq: 7 });
        }),
    });
    const loading = store.load();
    host.send('patches', { seq: 7, patches: grow });
    host.send('patches', { seq: 8, patches: grow });
    answer();
    await loading;
    assert.deepEqual(shown(store.state), ['one!']);
    assert.equal(store.state?.seq, 8);
  });

  it('R46: asks for the whole state again when a patch was missed', async () => {
    let asked = 0;
    const { host, store } = connect({
      ready: () => {
        asked += 1;
        return Promise.resolve({ ...panelState([text('a', `load ${asked}`)]), seq: asked * 10 });
      },
    });
    await store.load();
    host.send('patches', { seq: 12, patches: grow });
    await store.load();
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(asked, 2);
    assert.deepEqual(shown(store.state), ['load 2']);
  });

  it('finds out by the next number that a malformed patch was dropped', async () => {
    let asked = 0;
    const { host, store, toPanel } = connect({
      ready: () => {
        asked += 1;
        return Promise.resolve({ ...panelState(), seq: asked === 1 ? 0 : 2 });
      },
    });
    await store.load();
    toPanel.fire({ kind: 'event', name: 'patches', body: { seq: 1, patches: [{ op: 'melt' }] } });
    host.send('patches', { seq: 2, patches: grow });
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(asked, 2);
    assert.equal(store.state?.seq, 2);
  });

  it('says why a request failed, until the next one succeeds', async () => {
    let fails = true;
    const { store } = connect({
      stop: () => (fails ? Promise.reject(new Error('No.')) : Promise.resolve({})),
    });
    assert.equal(await store.ask('stop', {}), undefined);
    assert.equal(store.problem, 'No.');
    fails = false;
    assert.deepEqual(await store.ask('stop', {}), {});
    assert.equal(store.problem, undefined);
  });

  it('tells of one change for each message, however many patches it holds', async () => {
    const { host, store, changes } = connect();
    await store.load();
    const before = changes();
    host.send('patches', {
      seq: 1,
      patches: [{ op: 'add', item: text('a', '') }, ...grow, ...grow],
    });
    assert.equal(changes() - before, 1);
  });
});
