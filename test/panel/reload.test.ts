import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../support/isAlive.ts';
import { text, tools, type Answer } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const interrupted = 'This turn was interrupted when the window closed. Nothing has run since.';

describe('a reload of the window in the middle (R46)', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const command = (line: string): Answer =>
    tools([{ name: 'run_command', arguments: { command: line } }]);
  const card = () => window.panel.log.getByRole('article', { name: 'run_command' }).last();
  /** What the model was told of the last call. */
  const lastResult = (): string => JSON.stringify(lastTask(window.service));
  const goOn = async (words: string): Promise<void> => {
    const { panel, service } = window;
    service.enqueue(text(words));
    await panel.button('Continue').last().click();
    // It may go on with a text that was cut.
    await panel.log.getByText(words).waitFor();
    await panel.idle();
  };

  it('while an answer streams: what had come is there, and it can be continued', async () => {
    const { panel, service, workbench } = window;
    service.enqueue(
      text(`Some words. ${'And more. '.repeat(500)}The end.`, { delayMs: 25, forgotten: true }),
    );
    await panel.ask('Tell me much.');
    await panel.log.getByText('Some words. And more.').waitFor();
    const cut = service.requests.at(-1)?.ended;
    await workbench.reload();
    await panel.log.getByText(interrupted).waitFor();
    assert.equal(await cut, 'closedEarly');
    const said = await panel.log.innerText();
    assert.match(said, /Tell me much\./);
    assert.match(said, /Some words\. And more\./);
    assert.doesNotMatch(said, /The end\./);
    await goOn('Here is the rest.');
    assert.match(lastResult(), /Some words\. And more\./);
  });

  it('while approval is shown: nothing was run, and nothing is left to approve', async () => {
    const { panel, service, workbench, folder } = window;
    service.enqueue(command('echo ran >> approved.txt'));
    await panel.ask('Count the approvals.');
    await panel.button('Approve').waitFor();
    await workbench.reload();
    await panel.log.getByText(interrupted).last().waitFor();
    await card().getByText('Stopped').first().waitFor();
    assert.equal(await panel.button('Approve').count(), 0);
    await goOn('I did not run it.');
    assert.match(lastResult(), /Interrupted/);
    assert.equal(existsSync(path.join(folder, 'approved.txt')), false);
  });

  it('while a command runs: it is ended, said to be, and never run a second time', async () => {
    const { panel, service, workbench, folder } = window;
    const runs = path.join(folder, 'runs.txt');
    const pids = (): string[] =>
      existsSync(runs) ? readFileSync(runs, 'utf8').trim().split('\n') : [];
    service.enqueue(command('echo $$ >> runs.txt; sleep 600; echo late >> runs.txt'));
    await panel.ask('Count the runs.');
    await panel.button('Approve').click();
    await until('the command runs', () => /^\d+$/.test(pids()[0] ?? ''));
    await workbench.reload();
    await panel.log.getByText(interrupted).last().waitFor();
    await until('the command is ended', () => !isAlive(Number(pids()[0])));
    await goOn('It ran once.');
    assert.match(lastResult(), /Interrupted/);
    assert.equal(pids().length, 1);
  });

  it('has every chat in its history: a new one starts empty, an older one opens as it was', async () => {
    const { panel, service, workbench } = window;
    await panel.button('New chat').click();
    await panel.frame.getByRole('heading', { name: 'What shall we work on?' }).waitFor();
    assert.equal(await panel.log.getByText('Tell me much.').count(), 0);
    service.enqueue(text('A second chat.'));
    await panel.ask('Begin another.');
    await panel.log.getByText('A second chat.').waitFor();
    await panel.idle();
    await workbench.reload();
    await panel.log.getByText('A second chat.').waitFor();

    await panel.button('History').click();
    const chats = panel.frame.getByRole('navigation', { name: 'Chats' }).getByRole('listitem');
    await chats.nth(1).waitFor();
    const titles = await chats.allInnerTexts();
    assert.equal(titles.length, 2);
    assert.match(titles[0] ?? '', /^Begin another\./);
    assert.match(titles[1] ?? '', /^Tell me much\./);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await panel.log.getByText('It ran once.').waitFor();
    assert.equal(await panel.log.getByText('A second chat.').count(), 0);
  });

  it('lists the chats in the palette as well', async () => {
    const { panel, workbench } = window;
    await workbench.runCommand('Plumb: Show History');
    await workbench.quickPicks().filter({ hasText: 'Begin another.' }).click();
    await panel.log.getByText('A second chat.').waitFor();
  });

  it('says there which chat is at work', async () => {
    const { panel, service, workbench } = window;
    service.enqueue(text('On and on. '.repeat(2_000), { delayMs: 50 }));
    await panel.ask('Take your time.');
    await panel.log.getByText('On and on.').first().waitFor();
    await workbench.runCommand('Plumb: Show History');
    await workbench
      .quickPicks()
      .filter({ hasText: 'Begin another.' })
      .filter({ hasText: 'Working' })
      .waitFor();
    assert.equal(await workbench.quickPicks().filter({ hasText: 'Working' }).count(), 1);
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Plumb: Stop');
    await panel.idle();
  });
});
