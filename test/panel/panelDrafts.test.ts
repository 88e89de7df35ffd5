import assert from 'node:assert/strict';
import type { Result } from '../../src/protocol/messages.ts';
import type { UserItem } from '../../src/protocol/viewModel.ts';
import { composerPage, fileChip } from './composerPage.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';

type Draft = Result<'readDraft'>;

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('drafts', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;
  /** What the host keeps, by chat. */
  let host: Map<string, Draft>;
  const { message, button, remove, holds } = composerPage(() => panel);

  const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
    text,
    chips: [],
    images: [],
    ...more,
  });
  const open = async (kept: Record<string, Draft> = {}, options: PanelOptions = {}) => {
    host = new Map(Object.entries(kept));
    panel = await bench.open({
      ...options,
      handlers: {
        readDraft: ({ chatId }) => Promise.resolve(host.get(chatId) ?? draft('')),
        writeDraft: ({ chatId, draft: written }) => {
          const images = written.images ?? host.get(chatId)?.images ?? [];
          host.set(chatId, { ...written, images });
          return Promise.resolve({});
        },
        ...options.handlers,
      },
    });
  };
  /** Opens a panel whose draft comes once what this resolves with is called. */
  const openBeforeDraft = async (): Promise<() => void> => {
    let answer = (): void => undefined;
    await open(
      {},
      {
        handlers: {
          readDraft: () =>
            new Promise(resolve => {
              answer = () => resolve(draft('late', { chips: [fileChip('a.ts')] }));
            }),
        },
      },
    );
    return () => answer();
  };
  const show = (chatId: string) => {
    const { status, from, total, items } = panelState([], { chatId });
    return panel.patch({ op: 'chat', status, from, total, items });
  };
  /** Waits until the host has it. */
  const kept = async (chatId: string, text: string): Promise<Draft> => {
    for (;;) {
      await panel.asked('writeDraft');
      const found = host.get(chatId);
      if (found?.text === text) return found;
    }
  };

  it('are kept by the host with what goes along, and are shown when the panel is loaded', async () => {
    const images = [{ name: 'a.png', base64: PNG }];
    await open({ 'chat-1': draft('half', { chips: [fileChip('a.ts', 9)], images }) });
    await holds('half');
    await remove('a.ts').waitFor();
    await remove('a.png').waitFor();
    assert.deepEqual(await panel.asked('writeDraft'), []);
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), [
      {
        chatId: 'chat-1',
        text: 'half',
        chips: ['file:a.ts'],
        images: [{ kind: 'data', name: 'a.png', base64: PNG }],
      },
    ]);
    assert.deepEqual(await kept('chat-1', ''), draft(''));
  });

  it('are written a moment after the last key, images only when they are others', async () => {
    await open();
    await message().pressSequentially('abc');
    assert.deepEqual(await kept('chat-1', 'abc'), draft('abc'));
    await panel.send('addImages', { files: [{ name: 'a.png', base64: PNG }] });
    await remove('a.png').waitFor();
    while (host.get('chat-1')?.images.length !== 1) await panel.asked('writeDraft');
    await message().pressSequentially('d');
    assert.equal((await kept('chat-1', 'abcd')).images.length, 1);
    assert.deepEqual((await panel.asked('writeDraft')).at(-1), {
      chatId: 'chat-1',
      draft: { text: 'abcd', chips: [] },
    });
  });

  it('are kept by the page itself at once, and by the host when the page is hidden', async () => {
    await open();
    await message().fill('first');
    await panel.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await panel.asked('writeDraft');
    assert.equal(host.get('chat-1')?.text, 'first');
    await message().fill('last words');
    host.set('chat-1', draft('first'));
    await panel.page.reload();
    await message().waitFor();
    await holds('last words');
    // What the page kept is newer, and the host is told of it.
    await kept('chat-1', 'last words');
  });

  it('are swapped when another chat is shown', async () => {
    await open({ 'chat-2': draft('two', { chips: [fileChip('b.ts')] }) });
    await message().fill('one');
    await panel.send('addChips', { chips: [fileChip('a.ts')] });
    await show('chat-2');
    await holds('two');
    await remove('b.ts').waitFor();
    assert.equal(await remove('a.ts').count(), 0);
    assert.deepEqual(await kept('chat-1', 'one'), draft('one', { chips: [fileChip('a.ts')] }));
    await show('chat-1');
    await holds('one');
    await remove('a.ts').waitFor();
    assert.equal(await remove('b.ts').count(), 0);
    assert.equal(host.get('chat-2')?.text, 'two');
    await show('chat-3');
    await holds('');
    assert.equal(await button('Send').getAttribute('aria-disabled'), 'true');
  });

  it('are not what the arrow keys show of earlier messages, whatever is kept meanwhile', async () => {
    const said: UserItem = { kind: 'user', id: 'u1', text: 'said before', attachments: [] };
    await open({}, { state: panelState([said]) });
    await message().fill('precious');
    await kept('chat-1', 'precious');
    await message().press('Home');
    await message().press('ArrowUp');
    await holds('said before');
    await panel.send('addChips', { chips: [fileChip('a.ts')] });
    await remove('a.ts').waitFor();
    while (host.get('chat-1')?.chips.length !== 1) await panel.asked('writeDraft');
    assert.equal(host.get('chat-1')?.text, 'precious');
    await show('chat-2');
    await holds('');
    await message().fill('two');
    await kept('chat-2', 'two');
    await show('chat-1');
    await holds('precious');
  });

  it('stand below what was typed before they came, and bring along what belongs to them', async () => {
    const answer = await openBeforeDraft();
    await message().pressSequentially('typed');
    answer();
    await remove('a.ts').waitFor();
    assert.equal(await message().inputValue(), 'typed\nlate');
    await message().pressSequentially(' on');
    await kept('chat-1', 'typed on\nlate');
  });

  it('R56: do not touch a text while an input method composes it', async () => {
    const answer = await openBeforeDraft();
    await message().click();
    const cdp = await panel.page.context().newCDPSession(panel.page);
    await cdp.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    answer();
    await panel.asked('readDraft');
    assert.equal(await message().inputValue(), 'に');
    await cdp.send('Input.insertText', { text: '日' });
    await remove('a.ts').waitFor();
    assert.equal(await message().inputValue(), '日\nlate');
  });

  it('are cleared in the chat that was sent in, though another is shown by then', async () => {
    let take = (): void => undefined;
    await open(
      { 'chat-2': draft('first') },
      {
        handlers: {
          send: () =>
            new Promise(resolve => {
              take = () => resolve({ accepted: true });
            }),
        },
      },
    );
    await message().fill('first');
    await message().press('Enter');
    await panel.asked('send');
    await show('chat-2');
    await holds('first');
    await kept('chat-1', 'first');
    take();
    await kept('chat-1', '');
    assert.equal(await message().inputValue(), 'first');
    assert.equal(host.get('chat-2')?.text, 'first');
  });

  describe('while the host is slow to show another chat', () => {
    let answer: (isThere: boolean) => void;
    const slowly = () =>
      new Promise<Record<string, never>>((resolve, reject) => {
        answer = isThere => {
          if (isThere) resolve({});
          else reject(new Error('It cannot be read.'));
        };
      });
    const chats = [
      { id: 'chat-2', title: 'Other', updatedAt: 1, messageCount: 1, state: 'idle', pinned: false },
    ] as const;
    const slow = {
      handlers: {
        newChat: slowly,
        openChat: slowly,
        listHistory: () => Promise.resolve({ chats: [...chats] }),
      },
    };
    const openOther = async () => {
      await button('History').click();
      await panel.page.getByRole('button', { name: /^Other / }).click();
      await panel.asked('openChat');
    };

    it('are of the new chat from the press of “New chat” on', async () => {
      await open({}, slow);
      await message().fill('old');
      await panel.send('addChips', { chips: [fileChip('a.ts')] });
      await button('New chat').click();
      await panel.page.keyboard.type('for the new one');
      assert.equal(await message().inputValue(), 'for the new one');
      assert.equal(await remove('a.ts').count(), 0);
      assert.deepEqual(await kept('chat-1', 'old'), draft('old', { chips: [fileChip('a.ts')] }));
      await show('chat-new');
      answer(true);
      await kept('chat-new', 'for the new one');
      assert.equal(await message().inputValue(), 'for the new one');
      assert.equal(host.get('chat-1')?.text, 'old');
    });

    it('are of the chat that the host shows, before that is drawn', async () => {
      await open({ 'chat-2': draft('two') }, slow);
      await message().fill('old');
      await kept('chat-1', 'old');
      const { status, from, total, items } = panelState([], { chatId: 'chat-2' });
      const patches = [{ op: 'chat', status, from, total, items }];
      await message().evaluate(
        (box, told) =>
          new Promise<void>(resolve => {
            // After the panel's own listener, and before any drawing.
            window.addEventListener(
              'message',
              () => {
                if (box instanceof HTMLTextAreaElement) box.setRangeText('x');
                box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                resolve();
              },
              { once: true },
            );
            window.postMessage(told, window.origin);
          }),
        { kind: 'event', name: 'patches', body: { seq: 1, patches } },
      );
      await kept('chat-2', 'x\ntwo');
      assert.equal(host.get('chat-1')?.text, 'old');
    });

    it('are of the chat that was opened in the history, and its own draft stays', async () => {
      await open({ 'chat-2': draft('two') }, slow);
      await message().fill('old');
      await openOther();
      await panel.page.keyboard.type('more');
      assert.equal(await message().inputValue(), 'more');
      await show('chat-2');
      answer(true);
      await kept('chat-2', 'more\ntwo');
      assert.equal(host.get('chat-1')?.text, 'old');
    });

    it('go into the chat that was opened when they are sent, not before it is there', async () => {
      await open({}, slow);
      await openOther();
      await panel.page.keyboard.type('hello');
      await panel.page.keyboard.press('Enter');
      assert.deepEqual(await panel.asked('send'), []);
      await show('chat-2');
      answer(true);
      await holds('');
      assert.deepEqual(await panel.asked('send'), [{ chatId: 'chat-2', text: 'hello' }]);
      assert.equal(host.get('chat-1'), undefined);
    });

    it('are back with what was there if the chat does not come', async () => {
      await open({}, slow);
      await message().fill('old');
      await panel.send('addChips', { chips: [fileChip('a.ts')] });
      await openOther();
      await panel.page.keyboard.type('more');
      await panel.page.keyboard.press('Enter');
      answer(false);
      await panel.page.getByRole('alert').getByText('It cannot be read.').waitFor();
      await holds('more\nold');
      await remove('a.ts').waitFor();
      await kept('chat-1', 'more\nold');
      // It was meant for the other chat.
      assert.deepEqual(await panel.asked('send'), []);
    });
  });

  it('are tried again with the next change if they could not be kept', async () => {
    let isFull = true;
    await open(
      {},
      {
        handlers: {
          writeDraft: ({ chatId, draft: written }) => {
            if (isFull) return Promise.reject(new Error('The disk is full.'));
            host.set(chatId, { ...written, images: written.images ?? [] });
            return Promise.resolve({});
          },
        },
      },
    );
    await panel.send('addChips', { chips: [fileChip('a.ts')] });
    await panel.page.getByRole('alert').getByText('The disk is full.').waitFor();
    isFull = false;
    await message().fill('more');
    assert.deepEqual((await kept('chat-1', 'more')).chips, [fileChip('a.ts')]);
  });
});
