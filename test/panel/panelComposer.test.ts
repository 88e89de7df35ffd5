import assert from 'node:assert/strict';
import type { RequestName } from '../../src/protocol/messages.ts';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';

describe('the composer', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open(options);
  };
  const message = () => panel.page.getByRole('textbox', { name: 'Message' });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const asked = (name: RequestName) => panel.asked(name);
  const holds = (text: string) =>
    panel.page.waitForFunction(value => document.querySelector('textarea')?.value === value, text);
  const running = { run: { state: 'running', label: 'Answering' } } as const;

  it('sends with Enter, breaks the line with Shift+Enter and is empty afterwards', async () => {
    await open();
    await message().click();
    await panel.page.keyboard.type('one');
    await panel.page.keyboard.press('Shift+Enter');
    await panel.page.keyboard.type('two');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await asked('send'), [{ chatId: 'chat-1', text: 'one\ntwo' }]);
    await holds('');
  });

  it('sends with its button and gives the keyboard back to the text', async () => {
    await open();
    await message().fill('hello');
    await button('Send').click();
    assert.deepEqual(await asked('send'), [{ chatId: 'chat-1', text: 'hello' }]);
    assert.ok(await message().evaluate(box => box === document.activeElement));
  });

  it('sends nothing that is blank', async () => {
    await open();
    await message().fill(' \n ');
    await message().press('Enter');
    await button('Send').click({ force: true });
    assert.deepEqual(await asked('send'), []);
  });

  it('R56: does not send with the Enter that ends a composition', async () => {
    await open();
    await message().click();
    const cdp = await panel.page.context().newCDPSession(panel.page);
    const text = 'にほん';
    await cdp.send('Input.imeSetComposition', { text, selectionStart: 3, selectionEnd: 3 });
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    assert.deepEqual(await asked('send'), []);
    assert.equal(await message().inputValue(), text);
    await cdp.send('Input.insertText', { text: '日本' });
    // After the composition some systems still send keyCode 229 for its Enter.
    await message().dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    assert.deepEqual(await asked('send'), []);
    await message().press('Enter');
    assert.deepEqual(await asked('send'), [{ chatId: 'chat-1', text: '日本' }]);
  });

  it('R56: does not stop with the Escape that cancels a composition', async () => {
    await open({ state: panelState([], running) });
    await message().click();
    const cdp = await panel.page.context().newCDPSession(panel.page);
    await cdp.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    const escape = { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 };
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...escape });
    assert.deepEqual(await asked('stop'), []);
    await cdp.send('Input.insertText', { text: '' });
    await message().press('Escape');
    assert.equal((await asked('stop')).length, 1);
  });

  it('shows Stop while a turn runs, and stops with it or Escape, once', async () => {
    await open({ state: panelState([], running) });
    assert.equal(await button('Send').count(), 0);
    await button('Stop').click();
    assert.equal((await asked('stop')).length, 1);
    await panel.patch({ op: 'status', status: { run: { state: 'stopping', label: 'Stopping' } } });
    await message().press('Escape');
    assert.equal((await asked('stop')).length, 1);
    await panel.patch({ op: 'status', status: { run: { state: 'idle', label: '' } } });
    await message().press('Escape');
    assert.equal((await asked('stop')).length, 1);
    assert.equal(await button('Send').count(), 1);
  });

  it('queues with Enter while a turn runs, and steers with Ctrl+Enter', async () => {
    await open({ state: panelState([], running) });
    await message().fill('next');
    await message().press('Enter');
    assert.deepEqual(await asked('send'), [{ chatId: 'chat-1', text: 'next', whenBusy: 'queue' }]);
    await holds('');
    await message().fill('not there');
    await message().press('Control+Enter');
    assert.deepEqual((await asked('send')).at(-1), {
      chatId: 'chat-1',
      text: 'not there',
      whenBusy: 'steer',
    });
    assert.deepEqual(await asked('stop'), []);
  });

  it('offers Queue and Steer beside Stop as soon as something is written', async () => {
    await open({ state: panelState([], running) });
    assert.equal(await button('Queue').count(), 0);
    await message().fill('one');
    assert.match((await button('Queue').getAttribute('title')) ?? '', /when this turn has ended/);
    assert.match((await button('Steer').getAttribute('title')) ?? '', /at its next step/);
    assert.equal(await button('Stop').count(), 1);
    await button('Steer').click();
    await message().fill('two');
    await button('Queue').click();
    assert.deepEqual(await asked('send'), [
      { chatId: 'chat-1', text: 'one', whenBusy: 'steer' },
      { chatId: 'chat-1', text: 'two', whenBusy: 'queue' },
    ]);
    await holds('');
    await button('Queue').waitFor({ state: 'detached' });
    assert.ok(await message().evaluate(box => box === document.activeElement));
  });

  it('keeps a message that was to be queued and was not taken', async () => {
    await open({
      state: panelState([], running),
      handlers: { send: () => Promise.resolve({ accepted: false }) },
    });
    await message().fill('next');
    await message().press('Enter');
    assert.equal((await asked('send')).length, 1);
    assert.equal(await message().inputValue(), 'next');
  });

  it('R43: keeps the message if it was not taken', async () => {
    await open({ handlers: { send: () => Promise.resolve({ accepted: false }) } });
    await message().fill('precious');
    await message().press('Enter');
    assert.equal((await asked('send')).length, 1);
    assert.equal(await message().inputValue(), 'precious');
  });

  it('keeps the message and says why if sending failed', async () => {
    await open({ handlers: { send: () => Promise.reject(new Error('The disk is full.')) } });
    await message().fill('precious');
    await message().press('Enter');
    await panel.page.getByRole('alert').getByText('The disk is full.').waitFor();
    assert.equal(await message().inputValue(), 'precious');
    await button('Dismiss').click();
    await panel.page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('keeps what was typed while a message was on its way', async () => {
    let take = (): void => undefined;
    const taken = new Promise<{ accepted: boolean }>(resolve => {
      take = () => resolve({ accepted: true });
    });
    await open({ handlers: { send: () => taken } });
    await message().fill('first');
    await message().press('Enter');
    await message().press('Enter');
    await message().pressSequentially(' second');
    take();
    await holds(' second');
    assert.equal((await asked('send')).length, 1);
  });

  const saidBefore: ChatItem[] = ['oldest', 'two\nlines', 'newest'].map(text => ({
    kind: 'user',
    id: text,
    text,
    attachments: [],
  }));

  it('R60: walks through own messages with the arrow keys and back to what was written', async () => {
    await open({ state: panelState(saidBefore) });
    await message().fill('half');
    await message().press('ArrowUp');
    // The cursor stood at the end: the arrow moves it, as in any text.
    assert.equal(await message().inputValue(), 'half');
    const press = async (key: string): Promise<string> => {
      await message().press(key);
      return message().inputValue();
    };
    await press('Home');
    assert.equal(await press('ArrowUp'), 'newest');
    assert.equal(await press('ArrowUp'), 'two\nlines');
    assert.equal(await press('ArrowUp'), 'oldest');
    assert.equal(await press('ArrowUp'), 'oldest');
    assert.equal(await press('ArrowDown'), 'two\nlines');
    assert.equal(await press('ArrowDown'), 'newest');
    assert.equal(await press('ArrowDown'), 'half');
    assert.deepEqual(await panel.saved(), {
      chatId: 'chat-1',
      draft: 'half',
      draftChatId: 'chat-1',
    });
  });

  it('R60: walks on to own messages that stand before what the panel holds of a long turn', async () => {
    const answers = Array.from({ length: 3 }, (_, at): ChatItem => {
      return { kind: 'text', id: `t${at}`, text: 'On.', streaming: false };
    });
    await open({
      state: { ...panelState(answers), from: 130, total: 133 },
      handlers: { ownMessages: () => Promise.resolve({ texts: ['first', 'second'] }) },
    });
    await message().fill('half');
    await message().press('Home');
    await message().press('ArrowUp');
    await holds('second');
    await message().press('ArrowUp');
    await holds('first');
    await message().press('ArrowUp');
    assert.equal(await message().inputValue(), 'first');
    await message().press('ArrowDown');
    await message().press('ArrowDown');
    await holds('half');
    assert.deepEqual(await asked('ownMessages'), [{ chatId: 'chat-1', before: 130 }]);
  });

  it('moves the cursor in a recalled message, and leaves the walk with an edit', async () => {
    await open({ state: panelState(saidBefore) });
    await message().press('ArrowUp');
    await message().press('ArrowUp');
    await message().press('ArrowLeft');
    await message().press('ArrowUp');
    assert.equal(await message().inputValue(), 'two\nlines');
    await message().press('End');
    await message().pressSequentially('!');
    await message().press('ArrowDown');
    assert.equal(await message().inputValue(), 'two!\nlines');
    await message().press('Enter');
    assert.deepEqual(await asked('send'), [{ chatId: 'chat-1', text: 'two!\nlines' }]);
  });

  it('does not lose what was written when another message is edited instead', async () => {
    await open({ state: panelState(saidBefore) });
    await message().fill('precious');
    await message().press('Home');
    await message().press('ArrowUp');
    await message().pressSequentially('!');
    await message().press('Enter');
    await holds('');
    await message().press('ArrowUp');
    assert.equal(await message().inputValue(), 'precious');
  });

  it('R56: neither walks nor sends with keys of an input method', async () => {
    await open({ state: panelState(saidBefore) });
    await message().dispatchEvent('keydown', { key: 'ArrowUp', keyCode: 229 });
    assert.equal(await message().inputValue(), '');
    await message().press('ArrowUp');
    assert.equal(await message().inputValue(), 'newest');
  });

  it('keeps the draft across a reload', async () => {
    await open();
    await message().fill('half a thought');
    assert.deepEqual(await panel.saved(), {
      chatId: 'chat-1',
      draft: 'half a thought',
      draftChatId: 'chat-1',
    });
    await panel.page.reload();
    await message().waitFor();
    assert.equal(await message().inputValue(), 'half a thought');
  });

  it('begins empty if what was saved is not ours', async () => {
    await open({ saved: { draft: 7 } });
    assert.equal(await message().inputValue(), '');
  });

  it('gets the keyboard from the host, with a text that replaces nothing that was typed', async () => {
    await open();
    await panel.send('focusComposer', { text: 'Explain this' });
    assert.equal(await message().inputValue(), 'Explain this');
    assert.ok(await message().evaluate(box => box === document.activeElement));
    await panel.send('focusComposer', { text: 'Other' });
    assert.equal(await message().inputValue(), 'Explain this');
  });

  it('grows with its text up to a part of the panel', async () => {
    await open();
    const height = async (): Promise<number> => (await message().boundingBox())?.height ?? 0;
    const one = await height();
    await message().fill('a\nb\nc\nd');
    const four = await height();
    await message().fill('a\n'.repeat(200));
    const many = await height();
    assert.ok(four > one + 30, `${one} → ${four}`);
    assert.ok(many > four && many < 320, `${many}`);
    const scrolls = await message().evaluate(box => box.scrollHeight > box.clientHeight);
    assert.ok(scrolls);
  });

  it('R59: is never lower than a line and cuts nothing at 400 % zoom', async () => {
    await open({ width: 320, height: 180 });
    await message().fill('a\n'.repeat(200));
    const box = await message().boundingBox();
    assert.ok(box !== null && box.height >= 34 && box.height < 110, `${box?.height}`);
    await button('Send').click();
    assert.equal((await asked('send')).length, 1);
  });

  it('R57: shows a text from right to left as its own letters want', async () => {
    await open();
    const direction = (): Promise<string> =>
      message().evaluate(box => getComputedStyle(box).direction);
    await message().fill('שלום, מה שלומך?');
    assert.equal(await direction(), 'rtl');
    await message().fill('hello');
    assert.equal(await direction(), 'ltr');
  });

  it('asks for another model, thinking level and mode, and shows what the host says', async () => {
    await open();
    const box = (name: string) => panel.page.getByRole('combobox', { name, exact: true });
    assert.deepEqual(await box('Mode').locator('option').allTextContents(), [
      'Ask',
      'Edits on',
      'Read only',
    ]);
    await box('Mode').selectOption('Read only');
    await box('Model').selectOption('GPT-5.5 mini');
    await box('Thinking level').selectOption('High');
    assert.deepEqual(
      panel.requests.filter(({ name }) => name.startsWith('set')).map(({ params }) => params),
      [{ mode: 'readOnly' }, { model: 'openai-gpt-5-5-mini' }, { level: 'high' }],
    );
    assert.equal(await box('Mode').inputValue(), 'ask');
    await panel.patch({ op: 'status', status: { mode: 'readOnly' } });
    assert.equal(await box('Mode').inputValue(), 'readOnly');
  });

  it('shows how full the context is and what the chat cost, as far as it is known', async () => {
    await open();
    const status = (name: string) => panel.page.getByRole('status', { name, exact: true });
    assert.equal(await status('Context').textContent(), '');
    assert.equal(await status('Cost').textContent(), '');
    await panel.patch({ op: 'status', status: { contextTokens: 12_412, chatCostUsd: 0.0459 } });
    assert.equal(await status('Context').textContent(), '12.4k / 272k');
    assert.equal(await status('Cost').textContent(), '$0.0459');
  });

  it('fills in a suggestion of the empty chat without sending it', async () => {
    await open();
    await button('Give me a short tour of this project.').click();
    assert.equal(await message().inputValue(), 'Give me a short tour of this project.');
    assert.deepEqual(await asked('send'), []);
  });
});
