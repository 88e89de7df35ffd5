import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { z } from 'zod';
import { parseJson } from '../../src/base/json.ts';
import { text, tools } from '../support/runware/answers.ts';
import { demoScript } from '../support/runware/demoScript.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';

describe('Plumb in the status bar', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const item = (name: string | RegExp): Locator =>
    window.workbench.page.locator('footer').getByRole('button', { name });
  const icon = (): Locator =>
    window.workbench.page.locator('.activitybar').getByRole('tab', { name: /^Plumb/ });

  it('says that a chat waits for a person, also where its view is closed, and leads to it', async () => {
    const { workbench, service, panel } = window;
    await item(/^Plumb$/).waitFor();
    service.enqueue(
      tools([{ name: 'run_command', arguments: { command: 'echo ran' } }]),
      text('It has run.'),
    );
    await panel.ask('Run it.');
    // With what the day has cost so far: the bill of the first step has come.
    await item(/^Plumb needs your decision, Today: \$0\.\d+$/).waitFor();
    await workbench.page.keyboard.press('Control+Shift+E');
    await icon().locator('.badge-content', { hasText: '1' }).waitFor();
    await workbench.screenshot('status-bar-waits', 'docs');
    await item(/^Plumb needs your decision/).press('Enter');
    await panel.button('Approve').click();
    await panel.log.getByText('It has run.').waitFor();
    await panel.idle();
    await icon().locator('.badge-content').waitFor({ state: 'hidden' });
  });

  it('tells what the day has cost once it is known', async () => {
    await item(/^Plumb, Today: \$0\.\d+$/).waitFor();
    assert.match(await item(/^Plumb, Today/).innerText(), /Plumb \$0\.\d+/);
  });

  it('takes up a limit that is changed in the settings file, at once in the open panel', async () => {
    const { workbench, panel, server } = window;
    const cost = panel.frame.getByRole('status', { name: 'Cost' });
    await cost.getByText(/today \$0\.\d+ of \$50\.00/).waitFor();
    const file = path.join(server.userDataDir, 'User', 'settings.json');
    const settings = z.record(z.string(), z.unknown()).parse(parseJson(readFileSync(file, 'utf8')));
    const changed = { ...settings, 'plumb.budget.perDay': 7, 'plumb.budget.perChat': 3 };
    await workbench.runCommand('Preferences: Open User Settings (JSON)');
    await workbench.editor().click();
    await workbench.page.evaluate(
      words => navigator.clipboard.writeText(words),
      JSON.stringify(changed),
    );
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.page.keyboard.press('ControlOrMeta+V');
    await workbench.page.keyboard.press('ControlOrMeta+S');
    await cost.getByText(/today \$0\.\d+ of \$7\.00/).waitFor();
    await cost.getByText(/^\$0\.\d+ of \$3\.00$/).waitFor();
    // Newer VS Codes open it above all else.
    await workbench.page.keyboard.press('Escape');
    await workbench.page.locator('.monaco-modal-editor-block').waitFor({ state: 'hidden' });
  });

  it('stops a chat that is not shown any more', async () => {
    const { workbench, service, panel } = window;
    service.useScript(demoScript(25));
    await panel.ask('Write a long answer.');
    await panel.log.getByRole('heading', { name: '1. Whole cents' }).waitFor();
    await item('Plumb is at work').waitFor();
    await workbench.runCommand('Plumb: New Chat');
    await panel.button('Send').waitFor();
    // Not by a key: the new chat is about to take the keyboard into its composer.
    await item('Plumb: Stop').click();
    await item(/^Plumb, Today/).waitFor();
    await item('Plumb: Stop').waitFor({ state: 'hidden' });
    const request = service.requests.findLast(({ body }) =>
      JSON.stringify(body).includes('"textInference"'),
    );
    assert.equal(await request?.ended, 'closedEarly');
  });
});
