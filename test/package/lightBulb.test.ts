import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { openDemoWindow, type DemoWindow } from '../support/demoWindow.ts';
import { packVsix } from '../support/packVsix.ts';

/** What a window offers in which nobody has opened Plumb. */
describe('the light bulb of a fresh window', () => {
  let window: DemoWindow;

  before(async () => {
    window = await openDemoWindow({ extensions: [packVsix()] });
    await writeFile(
      path.join(window.folder, 'src', 'wrong.ts'),
      "export const pieces: number = 'three';\n",
    );
  });
  after(async () => {
    await window.close();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);

  async function goTo(place: string): Promise<void> {
    await press('Control+G');
    await window.workbench.quickInput().fill(`:${place}`);
    await press('Enter');
    await window.workbench.quickInput().waitFor({ state: 'hidden' });
  }

  /**
   * Opens the light bulb's menu and chooses an entry. The menu lists what is there when it opens, and
   * extensions start with the first file: so it is opened again until the entry is there.
   */
  async function choose(entry: RegExp, shot: string): Promise<void> {
    const { page } = window.workbench;
    const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
    const row = menu.locator('.monaco-list-row.action').filter({ hasText: entry });
    const deadline = Date.now() + 60_000;
    for (;;) {
      await press('Control+.');
      try {
        await row.waitFor({ timeout: 3_000 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        // Without a menu it would take the selection away.
        if (await menu.isVisible()) await press('Escape');
      }
    }
    await window.workbench.screenshot(shot, 'shots');
    await row.click();
  }

  const conversation = (): Locator => window.panel.getByRole('log', { name: 'Conversation' });

  it('explains a function that was selected with the keyboard', async () => {
    const { workbench } = window;
    await workbench.openFile('src/money.ts');
    assert.equal(await workbench.page.locator('iframe.webview').count(), 0);
    await goTo('7');
    for (let line = 7; line <= 18; line += 1) await press('Shift+ArrowDown');
    await choose(/^Plumb: Explain$/, 'light-bulb');
    await conversation().getByText('largest remainder method').waitFor();
    assert.match(await conversation().innerText(), /src\/money\.ts:7-18/);
    await workbench.screenshot('light-bulb-answer', 'shots');
  });

  it('offers to fix a problem under the cursor, and takes it to the chat', async () => {
    const { workbench } = window;
    await workbench.openFile('src/wrong.ts');
    await workbench.editor().locator('.squiggly-error').first().waitFor();
    await goTo('1:15');
    await choose(/^Plumb: Fix “Type 'string' is not assignable/, 'light-bulb-problem');
    await conversation()
      .getByText(/Fix this problem that ts reports: Type 'string' is not assignable/)
      .waitFor();
    await conversation().getByText('I find nothing wrong in src/wrong.ts').waitFor();
  });
});
