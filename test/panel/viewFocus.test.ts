import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { chatIn, type ChatPanel } from '../support/chatPanel.ts';
import { text } from '../support/runware/answers.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

/** Whatever the page was about to do with the keyboard, it has done. */
async function settled(within: Locator): Promise<void> {
  await within.evaluate(() => new Promise(resolve => setTimeout(resolve, 100)));
}

describe('the keyboard in a chat that is shown', () => {
  let window: ServiceWindow;
  let panel: ChatPanel;

  before(async () => {
    window = await openServiceWindow();
    ({ panel } = window);
  });
  after(async () => {
    await window.close();
  });

  /** Types as a person does who never pressed anything within the chat. */
  const typed = async (letters: string): Promise<void> => {
    await panel.frame.locator('textarea:focus').waitFor();
    await window.workbench.page.keyboard.type(letters);
  };
  const icon = (name: string | RegExp) =>
    window.workbench.page.locator('.activitybar').getByRole('tab', { name, exact: true });

  it('is in the composer once the icon of the view was pressed', async () => {
    await typed('one');
    assert.equal(await panel.message.inputValue(), 'one');
  });

  it('is there again when the view comes back, behind the draft', async () => {
    await icon(/^Explorer/).click();
    await panel.message.waitFor({ state: 'hidden' });
    await icon('Plumb').click();
    await typed(' two');
    assert.equal(await panel.message.inputValue(), 'one two');
  });

  it('stays in the file that is edited when the window is loaded again', async () => {
    const { workbench } = window;
    await workbench.openFile('src/money.ts');
    await workbench.reload();
    await panel.message.waitFor();
    await workbench.page.locator('.editor-group-container .monaco-editor.focused').waitFor();
    await workbench.page.keyboard.type('typed ');
    await workbench.editor().getByText('typed').first().waitFor();
    assert.equal(await panel.message.inputValue(), 'one two');
    await workbench.page.keyboard.press('ControlOrMeta+Z');
  });

  it('stays with what is pressed within the chat', async () => {
    const { workbench, service } = window;
    service.enqueue(text('An answer to be read.'));
    await panel.ask('Question');
    await panel.idle();
    await workbench.editor().click();
    await panel.log.getByText('An answer to be read.').dblclick({ position: { x: 4, y: 4 } });
    await panel.frame.locator('[role=log]:focus').waitFor();
    const selected = () => panel.log.evaluate(() => String(document.getSelection()).trim());
    assert.equal(await selected(), 'An');
    await workbench.editor().click();
    await panel.button('History').click();
    await panel.button('History').click();
    await panel.frame.locator('button:focus').and(panel.button('History')).waitFor();
    await workbench.editor().click();
    // What takes no keyboard, held down as for marking its text.
    const heading = panel.frame.getByRole('heading', { level: 1 });
    await heading.hover();
    await workbench.page.mouse.down();
    await settled(heading);
    const focused = await heading.evaluate(() => document.activeElement?.tagName);
    await workbench.page.mouse.up();
    assert.equal(focused, 'BODY');
  });

  it('leaves text marked that was marked, and goes to the composer once nothing is', async () => {
    const { workbench } = window;
    const heading = panel.frame.getByRole('heading', { level: 1 });
    const marked = () => heading.evaluate(() => String(document.getSelection()));
    await heading.dblclick({ position: { x: 4, y: 8 } });
    const before = await marked();
    assert.notEqual(before.trim(), '');
    await workbench.editor().click();
    await workbench.runCommand('View: Focus into Primary Side Bar');
    await until('the page has the keyboard', () => heading.evaluate(() => document.hasFocus()));
    await settled(heading);
    assert.equal(await marked(), before);
    await heading.evaluate(() => document.getSelection()?.removeAllRanges());
    await workbench.editor().click();
    await workbench.runCommand('View: Focus into Primary Side Bar');
    await typed('three');
    assert.equal(await panel.message.inputValue(), 'three');
  });
});

describe('the keyboard in a chat in an editor tab', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
  });
  after(async () => {
    await window.close();
  });

  it('is in its composer whenever the tab comes to the front', async () => {
    const { workbench } = window;
    const tab = chatIn(workbench.chatTab());
    await workbench.runCommand('Plumb: Open Chat in Editor');
    await tab.frame.locator('textarea:focus').waitFor();
    await workbench.page.keyboard.type('one');
    await workbench.openFile('src/money.ts');
    await workbench.page
      .getByRole('tab', { name: /^Plumb/ })
      .last()
      .click();
    await tab.frame.locator('textarea:focus').waitFor();
    await workbench.page.keyboard.type(' two');
    assert.equal(await tab.message.inputValue(), 'one two');
  });
});
