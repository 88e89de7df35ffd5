import assert from 'node:assert/strict';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';
import { toolItem } from './sampleChats.ts';
import { drawn, benchForSuite, type OpenPanel } from './stubHost.ts';

const user: ChatItem = { kind: 'user', id: 'u', text: 'Think hard', attachments: [] };
const running = { run: { state: 'running', label: 'Thinking' } } as const;

describe('silence while a turn runs', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  /** Opens an idle chat, holds the page's clock and then begins a turn. */
  const run = async (items: ChatItem[] = []): Promise<void> => {
    panel = await bench.open({ state: panelState([user, ...items]) });
    await panel.page.clock.install();
    await panel.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.querySelector('[aria-live="polite"]');
      if (region === null) return;
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    await panel.patch({ op: 'status', status: running });
  };
  const pass = async (seconds: number): Promise<void> => {
    await panel.page.clock.runFor(seconds * 1_000);
    await drawn(panel.page);
  };
  /** Without how long it has been going on, which other tests look at. */
  const line = async (): Promise<string> =>
    ((await panel.page.locator('.run').textContent()) ?? '').replace(/ \([^)]*\)/, '');
  const said = () => panel.page.evaluate((): unknown => Reflect.get(window, 'said'));

  it('is told after 10 s, counted in seconds, and ends with the next word', async () => {
    await run();
    await pass(8);
    assert.equal(await line(), 'Thinking');
    await pass(3);
    assert.match(await line(), /nothing has come for 1[01] s; deep thinking can be silent/);
    await pass(31);
    assert.match(await line(), /nothing has come for 4[23] s/);
    await panel.patch({ op: 'add', item: { kind: 'thinking', id: 't', text: 'So' } });
    await drawn(panel.page);
    assert.equal(await line(), 'Thinking');
    await pass(8);
    assert.equal(await line(), 'Thinking');
  });

  it('R58: is told to a screen reader once, not each second', async () => {
    await run();
    await pass(40);
    assert.deepEqual(await said(), [
      'nothing has come for 10 s; deep thinking can be silent for minutes',
    ]);
  });

  it('is not told while a person or a tool has the next word', async () => {
    for (const state of ['waiting', 'running'] as const) {
      await run([toolItem({ id: 'c', state })]);
      await pass(60);
      assert.equal(await line(), 'Thinking', state);
      await panel.close();
    }
    await run([toolItem({ id: 'c', state: 'done' })]);
    await pass(60);
    assert.match(await line(), /nothing has come/);
  });

  it('keeps no timer when the turn has ended', async () => {
    await run();
    await pass(20);
    await panel.page.evaluate(() => {
      const started: number[] = [];
      Object.assign(window, { started });
      const timeout = window.setTimeout.bind(window);
      const interval = window.setInterval.bind(window);
      Object.assign(window, {
        setTimeout(handler: () => void, ms?: number) {
          // Those of the drawing itself are short.
          if (ms !== undefined && ms >= 1_000) started.push(ms);
          return timeout(handler, ms);
        },
        setInterval(handler: () => void, ms?: number) {
          started.push(ms ?? 0);
          return interval(handler, ms);
        },
      });
    });
    await panel.patch({ op: 'status', status: { run: { state: 'idle', label: '' } } });
    await pass(60);
    assert.equal(await panel.page.locator('.run').count(), 0);
    assert.deepEqual(await panel.page.evaluate((): unknown => Reflect.get(window, 'started')), []);
    assert.equal(((await said()) as unknown[]).length, 1);
  });
});
