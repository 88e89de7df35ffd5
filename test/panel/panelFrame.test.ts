import assert from 'node:assert/strict';
import type { RequestName } from '../../src/protocol/messages.ts';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';
import { finishedChat } from './sampleChats.ts';
import { drawn, benchForSuite, type OpenPanel } from './stubHost.ts';

const hour = 3_600_000;

describe('the panel', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const asked = (name: RequestName) => panel.asked(name);
  const title = () => panel.page.getByRole('heading', { level: 1 });

  it('asks for the state once and shows it, under the policy that the host sets', async () => {
    panel = await bench.open({ state: panelState(finishedChat, { title: 'The tests fail' }) });
    assert.equal((await asked('ready')).length, 1);
    assert.equal(await title().textContent(), 'The tests fail');
    await panel.page.getByRole('log', { name: 'Conversation' }).getByText('two reasons').waitFor();
    await panel.page.locator('.code-keyword').first().waitFor();
    assert.deepEqual(panel.problems, []);
    assert.deepEqual(panel.foreignRequests, []);
  });

  it('draws an answer that arrives at a steady pace, and the first of it at once', async () => {
    const items: ChatItem[] = [
      { kind: 'user', id: 'u', text: 'hello', attachments: [] },
      { kind: 'text', id: 'a', text: 'First.', streaming: true },
    ];
    panel = await bench.open({ state: panelState(items) });
    const { isAtOnce, drawnAt, text } = await panel.page.evaluate(async () => {
      const answer = document.querySelector('.markdown');
      const seen: number[] = [];
      if (answer !== null) {
        new MutationObserver(() => seen.push(Number(document.timeline.currentTime))).observe(
          answer,
          { subtree: true, childList: true, characterData: true },
        );
      }
      let first: boolean | undefined;
      for (let seq = 1; seq <= 40; seq += 1) {
        const patches = [{ op: 'append', id: 'a', text: ` ${seq}` }];
        const event = { kind: 'event', name: 'patches', body: { seq, patches } };
        const received = new Promise(resolve => {
          window.addEventListener('message', resolve, { once: true });
        });
        window.postMessage(event, window.origin);
        await received;
        await new Promise(resolve => requestAnimationFrame(resolve));
        first ??= seen.length === 1;
      }
      return { isAtOnce: first, drawnAt: seen, text: answer?.textContent };
    });
    assert.equal(isAtOnce, true);
    const pauses = drawnAt.slice(1).map((at, index) => at - (drawnAt[index] ?? 0));
    assert.ok(pauses.length > 3, String(text));
    // A frame may bear a time from before the timer that asked for it.
    assert.ok(Math.min(...pauses) > 50, pauses.join());
  });

  it('says why it cannot load, and loads on Retry', async () => {
    let fails = true;
    panel = await bench.open({
      handlers: {
        ready: () =>
          fails ? Promise.reject(new Error('No folder.')) : Promise.resolve(panelState()),
      },
    });
    await panel.page.getByRole('alert').getByText('No folder.').waitFor();
    fails = false;
    await button('Retry').click();
    await panel.page.getByRole('log').waitFor();
  });

  it('loads the state again when a patch was missed', async () => {
    panel = await bench.open({ state: panelState([], { title: 'As loaded' }) });
    await panel.send('patches', {
      seq: 1,
      patches: [{ op: 'status', status: { title: 'Patched' } }],
    });
    assert.equal(await title().textContent(), 'Patched');
    await panel.send('patches', { seq: 9, patches: [] });
    await panel.page.getByRole('heading', { name: 'As loaded' }).waitFor();
    assert.equal((await asked('ready')).length, 2);
  });

  it('S22: drops what a nested frame or anyone else forges', async () => {
    panel = await bench.open({ state: panelState([], { title: 'Genuine' }) });
    const forged = {
      kind: 'event',
      name: 'patches',
      body: { seq: 1, patches: [{ op: 'status', status: { title: 'Forged' } }] },
    };
    await panel.page.evaluate(data => {
      window.dispatchEvent(new MessageEvent('message', { data, origin: 'https://evil.example' }));
    }, forged);
    await panel.post({ ...forged, kind: 'command' });
    await panel.post({ ...forged, name: 'eval' });
    await panel.post('patches');
    await drawn(panel.page);
    assert.equal(await title().textContent(), 'Genuine');
    await panel.post(forged);
    await panel.page.getByRole('heading', { name: 'Forged' }).waitFor();
  });

  it('shows a service that is not Runware’s own, plainly', async () => {
    const service = 'Local demo service: scripted, no AI';
    panel = await bench.open({ state: panelState([], { service }) });
    await panel.page.getByText(service, { exact: true }).waitFor();
  });

  it('asks for the key when there is none, and says when it comes from the environment', async () => {
    panel = await bench.open({ state: panelState([], { key: 'missing' }) });
    await button('Set API key').click();
    assert.equal((await asked('setApiKey')).length, 1);
    await panel.patch({ op: 'status', status: { key: 'environment' } });
    assert.equal(await button('Set API key').count(), 0);
    await panel.page.getByText('Key from RUNWARE_API_KEY').waitFor();
    await panel.patch({ op: 'status', status: { key: 'stored' } });
    assert.equal(await panel.page.getByText('Key from RUNWARE_API_KEY').count(), 0);
  });

  it('begins a new chat and shows another one that the host gives', async () => {
    panel = await bench.open({ state: panelState(finishedChat) });
    await button('New chat').click();
    assert.equal((await asked('newChat')).length, 1);
    const status = panelState([], { chatId: 'chat-2' }).status;
    await panel.patch({ op: 'chat', status, from: 0, total: 0, items: [] });
    await panel.page.getByText('What shall we work on?').waitFor();
    const isTyping = await panel.page
      .getByRole('textbox', { name: 'Message' })
      .evaluate(box => box === document.activeElement);
    assert.ok(isTyping);
  });

  it('R60: lists the chats, moves among them by arrow keys and opens one', async () => {
    const now = Date.now();
    const chats = [
      { id: 'c1', title: 'Fix the cart', updatedAt: now - hour },
      { id: 'chat-1', title: 'Tour', updatedAt: now - 2 * hour },
      { id: 'c3', title: 'Older', updatedAt: now - 50 * hour },
    ].map(chat => ({ ...chat, pinned: false, state: 'idle' as const }));
    panel = await bench.open({ handlers: { listHistory: () => Promise.resolve({ chats }) } });
    await button('History').press('Enter');
    const focused = (): Promise<string> =>
      panel.page.evaluate(() => document.activeElement?.textContent ?? '');
    await panel.page.waitForFunction(() => document.activeElement?.textContent.includes('cart'));
    assert.equal(await focused(), 'Fix the cart 1 hr. ago');
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    assert.match(await focused(), /^Older/);
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.press('ArrowUp');
    assert.match(await focused(), /^Tour/);
    const current = panel.page.locator('[aria-current="true"]');
    assert.match((await current.textContent()) ?? '', /^Tour/);
    await panel.screenshot('history-dark');
    await panel.page.keyboard.press('Enter');
    await panel.page.getByRole('log').waitFor();
    assert.deepEqual(await asked('openChat'), [{ id: 'chat-1' }]);
  });

  it('R60: returns from the list with Escape, to where the keyboard was', async () => {
    panel = await bench.open({
      state: panelState([], { run: { state: 'running', label: 'Answering' } }),
    });
    await button('History').click();
    await panel.page.getByText('No chats yet.').waitFor();
    await button('History').press('Escape');
    await panel.page.getByRole('log').waitFor();
    assert.ok(await button('History').evaluate(element => element === document.activeElement));
    assert.equal((await asked('stop')).length, 0);
  });

  it('opens the list when the host says so', async () => {
    panel = await bench.open();
    await panel.send('showHistory', {});
    await panel.page.getByRole('navigation', { name: 'Chats' }).waitFor();
  });

  it('speaks the language that the host gives it', async () => {
    panel = await bench.open({
      l10n: { Send: 'Senden', Message: 'Nachricht', 'What shall we work on?': 'Was steht an?' },
    });
    await panel.page.getByRole('textbox', { name: 'Nachricht' }).waitFor();
    await button('Senden').waitFor();
    await panel.page.getByText('Was steht an?').waitFor();
    await button('New chat').waitFor();
  });

  it('S21: takes a bundle that holds markup as text', async () => {
    panel = await bench.open({ l10n: { Send: '</script><img src=x onerror=alert(1)>' } });
    await button('</script><img src=x onerror=alert(1)>').waitFor();
    assert.deepEqual([...panel.problems, ...panel.foreignRequests], []);
  });
});
