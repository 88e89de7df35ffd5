import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { text, tools } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const PATCH = `*** Begin Patch
*** Update File: one.txt
@@
-one
+two
*** End Patch`;

/** A conversation that is edited, asked anew, branched and steered, from the panel to the service. */
describe('a conversation that one works on, in the workbench', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({ viewport: { width: 1440, height: 900 } });
    writeFileSync(file(), 'one\n');
    await window.panel.message.waitFor();
    await window.panel.chooseMode('Edits on');
  });
  after(async () => {
    await window.close();
  });

  const file = (): string => path.join(window.folder, 'one.txt');
  const composer = (): Locator =>
    window.panel.frame.getByRole('textbox', { name: 'Message', exact: true });
  const entry = (name: string): Locator =>
    window.panel.frame.getByRole('menuitem', { name, exact: true });
  const said = (words: string): Locator => window.panel.log.getByText(words, { exact: true });
  const lastRequest = (): string => JSON.stringify(lastTask(window.service));

  it('R34 edits a message and sends it again, the files going back with the chat', async () => {
    const { panel, service, workbench } = window;
    service.enqueue(
      tools([{ name: 'read_file', arguments: { path: 'one.txt' } }]),
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      text('Changed.'),
    );
    await panel.ask('Change it.');
    await said('Changed.').waitFor();
    await panel.idle();
    await until('the file is changed', () => readFileSync(file(), 'utf8') === 'two\n');
    service.enqueue(text('Left alone.'));
    await panel.button('Edit').click();
    const edit = panel.frame.getByRole('textbox', { name: 'Edit message' });
    await edit.fill('Leave it.');
    await edit.press('Enter');
    await workbench.quickPicks().filter({ hasText: 'Files and chat' }).click();
    await said('Left alone.').waitFor();
    await until('the file is back', () => readFileSync(file(), 'utf8') === 'one\n');
    assert.equal(await said('Change it.').count(), 0);
    assert.doesNotMatch(lastRequest(), /Change it/);
  });

  it('asks anew with the same message, and branches into a chat of its own', async () => {
    const { panel, service } = window;
    await panel.idle();
    service.enqueue(text('Another answer.'));
    await panel.button('Regenerate').click();
    await said('Another answer.').waitFor();
    assert.equal(await said('Left alone.').count(), 0);
    await panel.idle();
    await panel.button('More actions').first().click();
    await entry('Branch from here').click();
    await panel.frame.getByText('Leave it. (branch)').waitFor();
    await said('Another answer.').waitFor();
  });

  it('opens beside the chat what an earlier message took along when it was sent again', async () => {
    const { panel, service, workbench } = window;
    await panel.button('New chat').click();
    for (const words of ['First', 'Second', 'Third']) {
      service.enqueue(text(`${words} answer.`));
      await panel.ask(`${words} question?`);
      await said(`${words} answer.`).waitFor();
      await panel.idle();
    }
    service.enqueue(text('Better answer.'));
    await panel.button('Edit').first().click();
    const edit = panel.frame.getByRole('textbox', { name: 'Edit message' });
    await edit.fill('Better question?');
    await edit.press('Enter');
    await said('Better answer.').waitFor();
    assert.equal(await said('Third answer.').count(), 0);
    await panel.log.getByText(/The 2 messages after the earlier version are no longer/).waitFor();
    await workbench.screenshot('conversation-replaced');
    await panel.idle();
    await panel.button('Open as it was').click();
    await panel.frame.getByText('First question? (branch)').waitFor();
    for (const words of ['First', 'Second', 'Third']) await said(`${words} answer.`).waitFor();
    assert.equal(await said('Better answer.').count(), 0);
    service.enqueue(text('Fourth answer.'));
    await panel.ask('Fourth question?');
    await said('Fourth answer.').waitFor();
    assert.match(lastRequest(), /Third question/);
    assert.doesNotMatch(lastRequest(), /Better question/);
    await panel.idle();
  });

  it('R45 lets one message join at the next step and another wait until the end', async () => {
    const { panel, service, workbench } = window;
    service.enqueue(
      tools([{ name: 'run_command', arguments: { command: 'echo hello' } }]),
      text('Steered.'),
      text('The end.'),
    );
    await panel.ask('Say hello.');
    await panel.button('Approve').waitFor();
    const waiting = panel.frame.getByRole('region', { name: 'Queued messages' });
    await composer().fill('Be brief.');
    await composer().press('ControlOrMeta+Enter');
    await waiting.getByText('Be brief.').waitFor();
    await composer().fill('And goodbye.');
    await composer().press('Enter');
    await waiting.getByText('And goodbye.').waitFor();
    await workbench.screenshot('queued-messages', 'docs');
    await panel.button('Approve').click();
    await said('The end.').waitFor();
    await waiting.waitFor({ state: 'detached' });
    const order = await panel.log.innerText();
    const places = ['Be brief.', 'Steered.', 'And goodbye.', 'The end.'].map(words =>
      order.indexOf(words),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.match(lastRequest(), /And goodbye/);
  });
});
