import assert from 'node:assert/strict';
import type { HistoryChat } from '../../src/protocol/requests/history.ts';
import type { HostHandlers } from '../../src/protocol/rpc.ts';
import { axeFaults, overflows } from './faults.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, themeNames, type OpenPanel, type PanelOptions } from './stubHost.ts';

const DAY = 86_400_000;

/** A host with chats that can be named, pinned, deleted and restored. */
function historyHost(count = 4): Partial<HostHandlers> {
  const now = Date.now();
  let chats: HistoryChat[] = Array.from({ length: count }, (_, at) => ({
    id: `c${at}`,
    title: `Chat ${at}`,
    updatedAt: now - Math.min(at, 40) * 20 * DAY,
    pinned: at === 3,
    state: at === 0 ? 'waiting' : 'idle',
    ...(at === 2 ? { problem: 'unreadable' as const } : {}),
  }));
  let deleted: HistoryChat[] = [];
  const change = (id: string, next: Partial<HistoryChat>): Promise<Record<string, never>> => {
    chats = chats.map(chat => (chat.id === id ? { ...chat, ...next } : chat));
    return Promise.resolve({});
  };
  return {
    listHistory: () => Promise.resolve({ chats }),
    renameChat: ({ id, title }) => change(id, { title }),
    pinChat: ({ id, pinned }) => change(id, { pinned }),
    deleteChat: ({ id }) => {
      deleted = chats.filter(chat => chat.id === id);
      chats = chats.filter(chat => chat.id !== id);
      return Promise.resolve({ deleted: true });
    },
    restoreChat: () => {
      chats = [...deleted, ...chats];
      deleted = [];
      return Promise.resolve({});
    },
    listDeleted: () =>
      Promise.resolve({ chats: deleted.map(({ id, title }) => ({ id, title, deletedAt: now })) }),
    searchChats: ({ restart }) =>
      Promise.resolve(
        restart
          ? { hits: [], searched: 1, total: 2, done: false }
          : {
              hits: [
                {
                  chatId: 'c1',
                  anchor: 'u1',
                  where: 'message',
                  before: 'in a ',
                  match: '<b>needle</b>',
                  after: ' stack',
                },
              ],
              searched: 2,
              total: 2,
              done: true,
            },
      ),
    openHit: () => Promise.resolve({ itemId: 'u1' }),
  };
}

describe('the list of chats', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const nav = () => panel.page.getByRole('navigation', { name: 'Chats' });
  const row = (title: string) => nav().getByRole('button', { name: new RegExp(`^${title} `) });
  const press = (key: string) => panel.page.keyboard.press(key);
  const focused = (text: string) =>
    panel.page.waitForFunction(
      part => document.activeElement?.textContent.startsWith(part) === true,
      text,
    );
  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open({
      state: panelState([], { chatId: 'c0' }),
      handlers: historyHost(),
      ...options,
    });
    await panel.page.getByRole('button', { name: 'History', exact: true }).click();
    await row('Chat 0').waitFor();
  };

  it('groups by day, pinned first, and says states in words', async () => {
    await open();
    const headings = await nav().getByRole('heading', { level: 2 }).allTextContents();
    assert.deepEqual(headings.slice(0, 2), ['Pinned', 'Today']);
    await focused('Chat 3');
    assert.match((await row('Chat 0').textContent()) ?? '', /Waits for you/);
    assert.match((await row('Chat 2').textContent()) ?? '', /Cannot be read/);
    assert.deepEqual(panel.problems, []);
    assert.deepEqual(panel.foreignRequests, []);
  });

  it('R60: searches titles at once and texts after them, by keyboard alone', async () => {
    await open();
    await focused('Chat 3');
    await press('1');
    const field = panel.page.getByRole('searchbox', { name: 'Search chats' });
    assert.equal(await field.inputValue(), '1');
    assert.equal(await nav().getByRole('listitem').count(), 1);
    await field.fill('needle');
    const hit = nav().getByRole('button', { name: /needle/ });
    await hit.waitFor();
    assert.equal(await nav().locator('mark').textContent(), '<b>needle</b>');
    await nav().getByText('1 place in texts', { exact: true }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    await panel.page.getByRole('log').waitFor();
    assert.deepEqual(await panel.asked('openHit'), [
      { chatId: 'c1', anchor: 'u1', query: 'needle' },
    ]);
  });

  it('R60: Escape empties the search first, then closes', async () => {
    await open();
    const field = panel.page.getByRole('searchbox', { name: 'Search chats' });
    await field.fill('zzz');
    await nav().getByText('Nothing was found.').waitFor();
    await field.press('Escape');
    assert.equal(await field.inputValue(), '');
    await field.press('Escape');
    await panel.page.getByRole('log').waitFor();
  });

  it('renames with F2, and not with Escape', async () => {
    await open();
    await focused('Chat 3');
    await press('F2');
    const name = panel.page.getByRole('textbox', { name: 'New title of Chat 3' });
    await name.fill('Better');
    await press('Enter');
    await focused('Better');
    await press('F2');
    await panel.page.getByRole('textbox', { name: 'New title of Better' }).fill('Worse');
    await press('Escape');
    await focused('Better');
    assert.deepEqual(await panel.asked('renameChat'), [{ id: 'c3', title: 'Better' }]);
  });

  it('pins, and keeps the keyboard at the chat', async () => {
    await open();
    await nav().getByRole('button', { name: 'Actions for Chat 1' }).click();
    await nav().getByRole('button', { name: 'Pin', exact: true }).click();
    await focused('Chat 1');
    const pinned = nav().getByRole('region', { name: 'Pinned' }).getByRole('listitem');
    await pinned.nth(1).waitFor();
  });

  it('deletes with the key, takes it back with Undo, or later', async () => {
    await open();
    await focused('Chat 3');
    await press('Delete');
    await nav().getByText('“Chat 3” was deleted.').waitFor();
    await focused('Chat 0');
    await nav().getByRole('button', { name: 'Undo' }).click();
    await focused('Chat 3');
    await press('Delete');
    await row('Chat 3').waitFor({ state: 'detached' });
    await nav().getByRole('button', { name: 'Recently deleted' }).click();
    await nav().getByRole('button', { name: 'Restore Chat 3' }).click();
    await row('Chat 3').waitFor();
  });

  it('keeps the list of what was deleted true, and offers no Undo of what is back', async () => {
    await open();
    await nav().getByRole('button', { name: 'Recently deleted' }).click();
    await nav().getByText('Nothing is here.').waitFor();
    await row('Chat 3').focus();
    await press('Delete');
    await nav().getByText('“Chat 3” was deleted.').waitFor();
    await nav().getByRole('button', { name: 'Restore Chat 3' }).click();
    await row('Chat 3').waitFor();
    await nav().getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    await nav().getByText('Nothing is here.').waitFor();
  });

  it('draws a part of 3,000 chats, and the last one at End', async () => {
    await open({ handlers: historyHost(3_000) });
    await focused('Chat 3');
    assert.ok((await nav().getByRole('listitem').count()) < 500);
    await press('End');
    await focused('Chat 2999');
    await press('Home');
    await focused('Chat 3');
  });

  for (const theme of themeNames) {
    it(`R59: has no fault that axe finds, ${theme}`, async () => {
      await open({ theme });
      await nav().getByRole('button', { name: 'Actions for Chat 0' }).click();
      await panel.page.getByRole('searchbox').fill('ch');
      await nav().locator('mark').waitFor();
      assert.deepEqual(await axeFaults(panel.page), []);
      await panel.screenshot(`history-${theme}`);
    });
  }

  it('R59: fits 200 pixels without scrolling sideways', async () => {
    await open({ width: 200 });
    await nav().getByRole('button', { name: 'Actions for Chat 0' }).click();
    assert.deepEqual(await overflows(panel.page), []);
  });
});
