import assert from 'node:assert/strict';
import type { UsageView } from '../../src/protocol/viewModel.ts';
import { panelState, usageView } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';
import { until } from '../support/until.ts';

const spent: UsageView = usageView({
  chat: { billedUsd: 0.42, pendingUsd: 0.98, limitUsd: 10 },
  day: { billedUsd: 44.1, pendingUsd: 0.98, limitUsd: 50 },
  days: [
    { day: '2026-10-03', billedUsd: 44.1, requests: 310 },
    { day: '2026-10-01', billedUsd: 0.0312, requests: 4 },
  ],
  tokens: { prompt: 200_000, cached: 150_000, completion: 4_200 },
  balance: { usd: 12.5 },
});

describe('the usage page', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open({
      handlers: { usage: () => Promise.resolve(spent) },
      ...options,
    });
  };
  const page = () => panel.page.getByRole('region', { name: 'Usage', exact: true });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const status = (name: string) => panel.page.getByRole('status', { name, exact: true });
  const focusIsOn = (name: string) =>
    button(name).evaluate(element => element === document.activeElement);

  it('shows this chat, today, tokens, the last days and the credit', async () => {
    await open();
    await button('Usage').click();
    await page().getByRole('heading', { name: 'Credit' }).waitFor();
    const words = (await page().innerText()).replace(/\s+/g, ' ');
    for (const part of [
      'This chat $0.42 + up to $0.98 pending of $10.00',
      'Today $44.10 + up to $0.98 pending of $50.00',
      'The service may still bill answers that were stopped or cut off.',
      'Sent 200k Of these from the cache 150k (75%) Answered 4.2k',
      'Sat, Oct 3 310 $44.10',
      'Thu, Oct 1 4 $0.0312',
      'Credit $12.50',
    ]) {
      assert.ok(words.includes(part), `${part} is not in ${words}`);
    }
    // Of the limits, only that of the day is near.
    assert.equal(await page().locator('progress').count(), 2);
    assert.equal(await page().locator('progress.nearly-full').count(), 1);
  });

  it('says nothing of what is pending when nothing is, and that there is no limit', async () => {
    const chat = { billedUsd: 0, pendingUsd: 0 };
    await open({ handlers: { usage: () => Promise.resolve(usageView({ chat, day: chat })) } });
    await button('Usage').click();
    await page().getByText('no limit').first().waitFor();
    assert.equal(await page().getByText('pending').count(), 0);
    assert.equal(await page().getByText('may still bill').count(), 0);
    assert.equal(await page().locator('progress').count(), 0);
  });

  it('R60: closes with Escape, back to where the keyboard was, and stops nothing', async () => {
    await open({ state: panelState([], { run: { state: 'running', label: 'Answering' } }) });
    await button('Usage').press('Enter');
    await page().waitFor();
    assert.ok(await page().evaluate(element => element === document.activeElement));
    await panel.page.keyboard.press('Escape');
    await panel.page.getByRole('log').waitFor();
    assert.ok(await focusIsOn('Usage'));
    assert.deepEqual(await panel.asked('stop'), []);
  });

  it('opens when the host says so, and goes back by its button', async () => {
    await open();
    await panel.send('showUsage', {});
    await page().waitFor();
    assert.equal(await panel.page.getByRole('heading', { level: 1 }).textContent(), 'Usage');
    await button('Back to the chat').click();
    await panel.page.getByRole('log').waitFor();
    assert.equal(await page().count(), 0);
  });

  it('says that it loads, and asks anew on Refresh', async () => {
    const answers: ((view: UsageView) => void)[] = [];
    await open({
      handlers: { usage: () => new Promise<UsageView>(resolve => answers.push(resolve)) },
    });
    await button('Usage').click();
    await page().getByText('Loading…').waitFor();
    assert.equal(await page().getAttribute('aria-busy'), 'true');
    await until('it is asked', () => answers.length === 1);
    answers[0]?.(spent);
    await page().getByText('$12.50').waitFor();
    await button('Refresh').click();
    await until('it is asked anew', () => answers.length === 2);
    answers[1]?.({ ...spent, balance: { usd: 11 } });
    await page().getByText('$11.00').waitFor();
    assert.equal((await panel.asked('usage')).length, 2);
  });

  it('says why it has no figures, and has them on Refresh', async () => {
    let fails = true;
    await open({
      handlers: {
        usage: () => (fails ? Promise.reject(new Error('No network.')) : Promise.resolve(spent)),
      },
    });
    await button('Usage').click();
    await panel.page.getByRole('alert').getByText('No network.').waitFor();
    await page().getByText('The figures could not be loaded.').waitFor();
    fails = false;
    await button('Refresh').click();
    await page().getByText('$12.50').waitFor();
    assert.equal(await page().getByText('could not be loaded').count(), 0);
  });

  it('says why the credit is not known, and leads to where it is bought', async () => {
    const balance = { problem: 'The key may not read the balance.' };
    await open({ handlers: { usage: () => Promise.resolve({ ...spent, balance }) } });
    await button('Usage').click();
    await page().getByText('The key may not read the balance.').waitFor();
    await button('Add credit').click();
    assert.deepEqual(await panel.asked('openLink'), [{ href: 'https://my.runware.ai/wallet' }]);
    assert.deepEqual(panel.foreignRequests, []);
  });

  it('stands in short below the composer: billed, what may still come, and the limit', async () => {
    await open();
    await panel.patch({ op: 'status', status: { pendingUsd: 0.98, chatLimitUsd: 10 } });
    assert.equal(await status('Cost').textContent(), '$0.00 + up to $0.98 of $10.00');
    await panel.patch({ op: 'status', status: { chatCostUsd: 0.0459 } });
    assert.equal(await status('Cost').textContent(), '$0.0459 + up to $0.98 of $10.00');
    await panel.patch({ op: 'status', status: { pendingUsd: 0 } });
    assert.equal(await status('Cost').textContent(), '$0.0459 of $10.00');
  });

  it('warns below the composer when the context is 85 % full', async () => {
    await open();
    const bar = status('Context').locator('progress');
    await panel.patch({ op: 'status', status: { contextTokens: 231_000, contextLimit: 272_000 } });
    assert.equal(await status('Context').textContent(), '231k / 272k');
    assert.equal(await bar.getAttribute('class'), 'level');
    await panel.patch({ op: 'status', status: { contextTokens: 232_000 } });
    assert.equal(await bar.getAttribute('class'), 'level nearly-full');
  });

  it('offers a summary once the context is nearly full, and not while a turn runs', async () => {
    await open({ state: panelState([], { contextTokens: 200_000 }) });
    await button('Send').waitFor();
    assert.equal(await button('Summarise').count(), 0);
    const run = { state: 'running', label: 'Thinking' } as const;
    await panel.patch({ op: 'status', status: { contextTokens: 240_000, run } });
    await button('Stop').waitFor();
    assert.equal(await button('Summarise').count(), 0);
    await panel.patch({ op: 'status', status: { run: { state: 'idle', label: '' } } });
    await button('Summarise').click();
    assert.deepEqual(await panel.asked('summarise'), [{ chatId: 'chat-1' }]);
  });
});
