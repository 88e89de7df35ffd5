import assert from 'node:assert/strict';
import type { ChatItem, PanelStatus, UserItem } from '../../src/protocol/viewModel.ts';
import { ONE_PIXEL } from '../support/onePixel.ts';
import { fileChip } from './composerPage.ts';
import { axeFaults } from './faults.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';

const message: UserItem = {
  kind: 'user',
  id: 'u1',
  text: 'Fix the tests',
  attachments: [
    { label: 'src/a.ts', path: 'src/a.ts', line: 1 },
    { label: 'src/b.ts', path: 'src/b.ts', line: 1 },
  ],
  images: [{ id: 'i1', name: 'a.png' }],
};
const chat: readonly ChatItem[] = [
  message,
  { kind: 'text', id: 't1:text:1', text: 'Fixed.', streaming: false },
  { kind: 'turn', id: 'turn:1', durationMs: 1_000, messageId: 'u1', answerId: 't1' },
];
const running = { run: { state: 'running', label: 'Answering' } } as const;
const queued: NonNullable<PanelStatus['queued']> = [
  { id: 'q1', text: 'Then the docs', how: 'queue' },
  { id: 'q2', text: 'Keep it short', how: 'steer' },
];

describe('a conversation that one works on', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (status: Partial<PanelStatus> = {}, options: PanelOptions = {}) => {
    panel = await bench.open({ state: panelState(chat, status), ...options });
  };
  const button = (name: string, index = 0) =>
    panel.page.getByRole('button', { name, exact: true }).nth(index);
  const entry = (name: string) => panel.page.getByRole('menuitem', { name, exact: true });
  const edit = () => panel.page.getByRole('textbox', { name: 'Edit message' });
  const composer = () => panel.page.getByRole('textbox', { name: 'Message', exact: true });
  const isFocused = (name: string) =>
    panel.page.waitForFunction(
      label =>
        (document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent) === label,
      name,
    );

  it('edits a message in its place and sends it anew with what stays of its attachments', async () => {
    await open();
    await button('Edit').press('Enter');
    await isFocused('Edit message');
    assert.equal(await edit().inputValue(), 'Fix the tests');
    await button('Remove src/a.ts').click();
    await edit().fill('Fix the tests, please');
    await edit().press('Enter');
    assert.deepEqual(await panel.asked('editMessage'), [
      {
        chatId: 'chat-1',
        messageId: 'u1',
        text: 'Fix the tests, please',
        attachments: [1],
        images: ['i1'],
      },
    ]);
    await isFocused('Message');
  });

  it('R60: Escape leaves a message as it is, stops nothing and gives the keyboard back', async () => {
    await open(running);
    await button('Edit').press('Enter');
    await isFocused('Edit message');
    await edit().fill('Something else');
    await edit().press('Escape');
    await isFocused('Edit');
    await panel.page.getByText('Fix the tests').waitFor();
    assert.deepEqual(await panel.asked('editMessage'), []);
    assert.deepEqual(await panel.asked('stop'), []);
  });

  it('R56: neither the Enter nor the Escape of a composition sends or cancels an edit', async () => {
    await open();
    await button('Edit').click();
    await edit().dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    await edit().dispatchEvent('keydown', { key: 'Escape', keyCode: 229 });
    assert.deepEqual(await panel.asked('editMessage'), []);
    await edit().waitFor();
  });

  it('R60: Enter on a button of an edit presses that, and sends nothing', async () => {
    await open();
    await button('Edit').click();
    await button('Remove src/a.ts').press('Enter');
    await button('Remove src/a.ts').waitFor({ state: 'detached' });
    await button('Cancel').press('Enter');
    await edit().waitFor({ state: 'detached' });
    assert.deepEqual(await panel.asked('editMessage'), []);
  });

  it('stays in the edit where the host was told to leave all as it is', async () => {
    await open({}, { handlers: { editMessage: () => Promise.resolve({ done: false }) } });
    await button('Edit').click();
    await edit().press('Enter');
    assert.equal((await panel.asked('editMessage')).length, 1);
    await isFocused('Edit message');
    assert.equal(await edit().inputValue(), 'Fix the tests');
  });

  it('keeps an edit that was begun when the panel is loaded anew or another chat is shown', async () => {
    await open();
    await button('Edit').click();
    await edit().fill('Fix the tests, please');
    await button('Remove src/a.ts').click();
    await panel.page.reload();
    await edit().waitFor();
    assert.equal(await edit().inputValue(), 'Fix the tests, please');
    // The keyboard is where a panel that is loaded puts it.
    assert.ok(await edit().evaluate(box => box !== document.activeElement));
    assert.equal(await button('Remove src/a.ts').count(), 0);
    await edit().fill('Fix all tests, please');
    const show = (chatId: string) => {
      const { status, ...items } = panelState(chat, { chatId });
      return panel.patch({ op: 'chat', status, ...items });
    };
    // A branch: its messages have the same ids.
    await show('chat-2');
    await edit().waitFor({ state: 'detached' });
    await show('chat-1');
    await edit().waitFor();
    assert.equal(await edit().inputValue(), 'Fix all tests, please');
    await edit().press('Escape');
    await panel.page.reload();
    await button('Edit').waitFor();
    assert.equal(await edit().count(), 0);
  });

  it('edits the message of a turn that a filter ended, from the notice below it', async () => {
    const notice: ChatItem = {
      kind: 'notice',
      id: 'n1',
      severity: 'error',
      message: 'The content filter ended this answer.',
      actions: [
        { label: 'Edit message', command: 'editMessage' },
        { label: 'Retry', command: 'retry' },
      ],
    };
    const earlier: ChatItem = { kind: 'user', id: 'u0', text: 'Hello', attachments: [] };
    const asked: unknown[] = [];
    await open(
      {},
      {
        state: panelState([earlier, ...chat, notice]),
        handlers: {
          findOwnMessage: params => {
            asked.push(params);
            return Promise.resolve({ place: 1 });
          },
        },
      },
    );
    await button('Edit message').press('Enter');
    await isFocused('Edit message');
    assert.equal(await edit().inputValue(), 'Fix the tests');
    assert.deepEqual(asked, [{ chatId: 'chat-1', from: 4, direction: 'previous' }]);
    await edit().fill('Mend the tests');
    await edit().press('Enter');
    const sent = await panel.asked('editMessage');
    assert.deepEqual(sent, [
      {
        chatId: 'chat-1',
        messageId: 'u1',
        text: 'Mend the tests',
        attachments: [0, 1],
        images: ['i1'],
      },
    ]);
    assert.deepEqual(await panel.asked('runAction'), []);
  });

  it('regenerates an answer, also with another thinking level or several to compare', async () => {
    await open();
    await button('Regenerate').click();
    await button('Regenerate with…').click();
    await entry('Thinking: High').click();
    await button('Regenerate with…').press('Enter');
    // The menu takes the keyboard to its first entry once it is drawn.
    await panel.page.locator('[role=menuitem]:focus').waitFor();
    await entry('3 answers to compare').press('Enter');
    const which = { chatId: 'chat-1', messageId: 'u1' };
    assert.deepEqual(await panel.asked('regenerate'), [
      which,
      { ...which, thinkingLevel: 'high' },
      { ...which, numberResults: 3 },
    ]);
  });

  it('R60: has a menu that arrow keys go through, and Escape closes without a stop', async () => {
    await open(running);
    await button('More actions').press('ArrowDown');
    await isFocused('Branch from here');
    await panel.page.keyboard.press('ArrowUp');
    await isFocused('Delete');
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('End');
    await isFocused('Delete');
    await panel.page.keyboard.press('Escape');
    await isFocused('More actions');
    assert.equal(await panel.page.getByRole('menu').count(), 0);
    assert.deepEqual(await panel.asked('stop'), []);
  });

  it('R59: has a menu that stands whole in the panel, whatever its turn leaves of room', async () => {
    const short = (id: string): UserItem => ({ ...message, id, attachments: [], images: [] });
    const turns = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'].map(short);
    for (const height of [260, 700]) {
      panel = await bench.open({ state: panelState(turns), height });
      for (const index of turns.keys()) {
        await button('More actions', index).click();
        // No click reaches what something else stands over, or what is cut off.
        await entry('Delete').click({ trial: true });
        await entry('Branch from here').click({ trial: true });
        await panel.page.keyboard.press('Escape');
      }
    }
  });

  it('branches, deletes and pins, by the menus of the message and of its answer', async () => {
    await open();
    await button('More actions').click();
    await entry('Branch from here').click();
    await button('More actions').click();
    await entry('Pin').click();
    await button('More actions', 1).click();
    await entry('Pin').click();
    await button('More actions', 1).click();
    await entry('Delete').click();
    const which = { chatId: 'chat-1', messageId: 'u1' };
    assert.deepEqual(await panel.asked('branchChat'), [which]);
    assert.deepEqual(await panel.asked('deleteMessage'), [which]);
    assert.deepEqual(await panel.asked('pin'), [
      { chatId: 'chat-1', id: 'u1', isPinned: true },
      { chatId: 'chat-1', id: 't1', isPinned: true },
    ]);
  });

  it('lists what is pinned, goes to it, and unpins it', async () => {
    await open();
    await panel.patch(
      { op: 'replace', item: { ...message, pinned: true } },
      { op: 'status', status: { pinned: [{ id: 'u1', text: 'Fix the tests' }] } },
    );
    await panel.page.getByText('Pinned (1)').click();
    const list = panel.page.getByRole('list', { name: 'Pinned' });
    await list.getByRole('button', { name: 'Fix the tests' }).click();
    await panel.page.waitForFunction(
      () => document.activeElement?.closest('[data-item]')?.getAttribute('data-item') === 'u1',
    );
    await button('More actions').click();
    await entry('Unpin').click();
    assert.deepEqual(await panel.asked('pin'), [{ chatId: 'chat-1', id: 'u1', isPinned: false }]);
    await panel.patch({ op: 'status', status: { pinned: [] } });
    assert.equal(await list.count(), 0);
  });

  it('shows the messages that wait; a removed one goes back to where messages are written', async () => {
    await open(
      { ...running, queued },
      {
        handlers: {
          removeQueued: () =>
            Promise.resolve({
              text: 'Then the docs',
              chips: [fileChip('docs/a.md')],
              images: [{ name: 'b.png', base64: ONE_PIXEL }],
            }),
        },
      },
    );
    const region = panel.page.getByRole('region', { name: 'Queued messages' });
    await region.getByText('After this turn').waitFor();
    await region.getByText('At the next step').waitFor();
    await button('Steer with this').click();
    await button('Remove from the queue').click();
    assert.deepEqual(await panel.asked('sendQueued'), [{ chatId: 'chat-1', id: 'q1' }]);
    assert.deepEqual(await panel.asked('removeQueued'), [{ chatId: 'chat-1', id: 'q1' }]);
    await isFocused('Message');
    assert.equal(await composer().inputValue(), 'Then the docs');
    await button('Remove docs/a.md').waitFor();
    await button('Remove b.png').waitFor();
  });

  it('puts a message that was taken out of the queue below what is being written', async () => {
    const back = { text: 'Then the docs', chips: [fileChip('docs/a.md')], images: [] };
    await open({ ...running, queued }, { handlers: { removeQueued: () => Promise.resolve(back) } });
    await composer().fill('Half a thought');
    await panel.send('addChips', { chips: [fileChip('b.ts')] });
    await button('Remove from the queue').click();
    await button('Remove docs/a.md').waitFor();
    await button('Remove b.ts').waitFor();
    assert.equal(await composer().inputValue(), 'Half a thought\nThen the docs');
  });

  it('R45: offers to send what waits now, once the turn was stopped', async () => {
    await open({ ...running, queued });
    await panel.patch({ op: 'status', status: { run: { state: 'idle', label: '' } } });
    await button('Send now', 1).click();
    assert.deepEqual(await panel.asked('sendQueued'), [{ chatId: 'chat-1', id: 'q2' }]);
    await panel.patch({ op: 'status', status: { queued: [] } });
    assert.equal(await panel.page.getByRole('region', { name: 'Queued messages' }).count(), 0);
  });

  it('R45: says of what a stopped turn left that it waits, while another turn runs', async () => {
    await open({ ...running, queued: queued.map(one => ({ ...one, isLeft: true as const })) });
    const region = panel.page.getByRole('region', { name: 'Queued messages' });
    await region.getByText('Waits').nth(1).waitFor();
    await button('Steer with this', 1).click();
    assert.deepEqual(await panel.asked('sendQueued'), [{ chatId: 'chat-1', id: 'q2' }]);
  });

  it('offers in a chat that takes nothing more only to copy it and to branch from it', async () => {
    await open({ readOnly: 'Written by a newer Plumb.' });
    await button('Copy', 1).waitFor();
    for (const name of ['Edit', 'Restore checkpoint', 'Regenerate', 'Regenerate with…']) {
      assert.equal(await button(name).count(), 0, name);
    }
    for (const index of [0, 1]) {
      await button('More actions', index).click();
      await entry('Branch from here').waitFor();
      assert.equal(await panel.page.getByRole('menuitem').count(), 1);
      await panel.page.keyboard.press('Escape');
    }
  });

  it('R58: says once that a message waits', async () => {
    await open({ ...running });
    await panel.patch({ op: 'status', status: { queued: queued.slice(0, 1) } });
    await panel.page.getByText('Message queued', { exact: true }).waitFor({ state: 'attached' });
  });

  it('has no faults that axe finds, with a menu and an edit open', async () => {
    await open({ ...running, queued, pinned: [{ id: 'u1', text: 'Fix the tests' }] });
    await button('Edit').click();
    await edit().waitFor();
    await panel.page.getByText('Pinned (1)').click();
    await button('More actions').click();
    await entry('Delete').waitFor();
    assert.deepEqual(await axeFaults(panel.page), []);
    assert.deepEqual(panel.problems, []);
  });
});
