import assert from 'node:assert/strict';
import type { PanelStatus } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';

describe('the options of a message', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const toolNames = ['read_file', 'run_command'];
  const open = async (
    status: Partial<PanelStatus> = {},
    options: PanelOptions = {},
  ): Promise<void> => {
    panel = await bench.open({ state: panelState([], { toolNames, ...status }), ...options });
  };
  const message = () => panel.page.getByRole('textbox', { name: 'Message' });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const dialog = () => panel.page.getByRole('dialog', { name: 'Options' });
  const box = (name: string) => dialog().getByRole('combobox', { name, exact: true });
  const send = async (text: string): Promise<unknown> => {
    await message().fill(text);
    await message().press('Enter');
    return (await panel.asked('send')).at(-1);
  };
  const toChat = { chatId: 'chat-1' };
  const focusIsOn = (name: string) =>
    button(name).evaluate(element => element === document.activeElement);

  it('R60: open with the keyboard in them, and close with Escape, which stops nothing', async () => {
    await open({ run: { state: 'running', label: 'Answering' } });
    await button('Options').press('Enter');
    await dialog().waitFor();
    assert.equal(await button('Options').getAttribute('aria-expanded'), 'true');
    assert.ok(await box('Answers').evaluate(element => element === document.activeElement));
    await panel.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.ok(await focusIsOn('Options'));
    assert.deepEqual(await panel.asked('stop'), []);
    await panel.page.keyboard.press('Escape');
    assert.equal((await panel.asked('stop')).length, 1);
  });

  it('close when something else is pressed or gets the keyboard', async () => {
    await open();
    await button('Options').click();
    await message().click();
    await dialog().waitFor({ state: 'detached' });
    await button('Options').click();
    for (let stops = 0; stops < 6; stops += 1) await panel.page.keyboard.press('Tab');
    await dialog().waitFor({ state: 'detached' });
  });

  it('set how answers are delivered, for this chat, as the host confirms it', async () => {
    await open();
    await button('Options').click();
    assert.deepEqual(await box('Delivery').locator('option').allTextContents(), [
      'Stream',
      'All at once',
      'In the background',
    ]);
    await box('Delivery').selectOption('In the background');
    assert.deepEqual(await panel.asked('setDelivery'), [{ chatId: 'chat-1', delivery: 'async' }]);
    assert.equal(await box('Delivery').inputValue(), 'stream');
    await panel.patch({ op: 'status', status: { delivery: 'async' } });
    assert.equal(await box('Delivery').inputValue(), 'async');
  });

  it('ask for several answers to the next message, which are then not streamed', async () => {
    await open();
    await button('Options').click();
    await box('Answers').selectOption('Compare 3 answers');
    assert.equal(await box('Delivery').inputValue(), 'sync');
    await dialog().getByText('Several answers cannot be streamed.').waitFor();
    await button('Remove 3 answers').waitFor();
    assert.deepEqual(await send('compare'), {
      ...toChat,
      text: 'compare',
      options: { numberResults: 3 },
    });
    await button('Remove 3 answers').waitFor({ state: 'detached' });
    assert.deepEqual(await panel.asked('setDelivery'), []);
    assert.deepEqual(await send('again'), { ...toChat, text: 'again' });
  });

  for (const [label, toolChoice, pill] of [
    ['Must use a tool', { type: 'any' }, 'Must use a tool'],
    ['No tools', { type: 'none' }, 'No tools'],
    ['run_command', { type: 'tool', name: 'run_command' }, 'Tool: run_command'],
  ] as const) {
    it(`say of tools for the next message: ${label}`, async () => {
      await open();
      await button('Options').click();
      assert.deepEqual(await box('Tools').locator('option').allTextContents(), [
        'Model decides',
        'Must use a tool',
        'No tools',
        ...toolNames,
      ]);
      await box('Tools').selectOption(label);
      await button(`Remove ${pill}`).waitFor();
      assert.deepEqual(await send('do it'), { ...toChat, text: 'do it', options: { toolChoice } });
      assert.deepEqual(await send('and on'), { ...toChat, text: 'and on' });
    });
  }

  it('are taken away one by one, and stay if the message was not taken (R43)', async () => {
    await open({}, { handlers: { send: () => Promise.resolve({ accepted: false }) } });
    await button('Options').click();
    await box('Answers').selectOption('2');
    await box('Tools').selectOption('none');
    const options = { numberResults: 2, toolChoice: { type: 'none' } };
    assert.deepEqual(await send('try'), { ...toChat, text: 'try', options });
    await button('Remove No tools').press('Enter');
    assert.ok(await message().evaluate(element => element === document.activeElement));
    assert.deepEqual(await send('try'), { ...toChat, text: 'try', options: { numberResults: 2 } });
  });

  it('ask for no tool that is not offered any more', async () => {
    await open();
    await button('Options').click();
    await box('Tools').selectOption('run_command');
    await panel.patch({ op: 'status', status: { toolNames: ['read_file'] } });
    assert.equal(await button('Remove Tool: run_command').count(), 0);
    assert.deepEqual(await send('go'), { ...toChat, text: 'go' });
  });

  it('R60: switch the tools of the service on and off, as the host confirms it', async () => {
    await open({ codeInterpreter: true });
    await button('Options').click();
    const toggle = (name: string) => dialog().getByRole('switch', { name, exact: true });
    assert.equal(await toggle('Web search').getAttribute('aria-checked'), 'false');
    await toggle('Web search').press('Space');
    await toggle('Code interpreter').press('Enter');
    assert.deepEqual(await panel.asked('setServiceTool'), [
      { tool: 'search', isOn: true },
      { tool: 'codeInterpreter', isOn: false },
    ]);
    assert.equal(await toggle('Web search').getAttribute('aria-checked'), 'false');
    await panel.patch({ op: 'status', status: { webSearch: true } });
    assert.equal(await toggle('Web search').getAttribute('aria-checked'), 'true');
  });

  it('stand in a list of models that says what each holds and costs, asked for once', async () => {
    const models = [
      { id: 'openai-gpt-5-5', label: 'GPT-5.5', detail: '1.05M · $5 in / $30 out' },
      { id: 'other', label: 'Other' },
    ];
    await open({ models });
    const model = panel.page.getByRole('combobox', { name: 'Model', exact: true });
    assert.deepEqual(await model.locator('option').allTextContents(), [
      'GPT-5.5 — 1.05M · $5 in / $30 out',
      'Other',
    ]);
    assert.equal(await model.getAttribute('title'), 'Model: GPT-5.5 — 1.05M · $5 in / $30 out');
    assert.deepEqual(await panel.asked('refreshModels'), []);
    await model.focus();
    await message().focus();
    await model.focus();
    assert.deepEqual(await panel.asked('refreshModels'), [{}]);
  });
});
