import assert from 'node:assert/strict';
import { text } from '../support/runware/answers.ts';
import { chatIn, type ChatPanel } from '../support/chatPanel.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';

describe('the places of a chat', () => {
  let window: ServiceWindow;
  let panel: ChatPanel;
  let tab: ChatPanel;

  before(async () => {
    window = await openServiceWindow();
    panel = chatIn(window.workbench.panelBesideTab());
    await panel.message.waitFor();
    tab = chatIn(window.workbench.chatTab());
  });
  after(async () => {
    await window.close();
  });

  const editorTab = (name: string) => window.workbench.page.getByRole('tab', { name });

  it('opens the chat in an editor tab, named after it', async () => {
    const { service, workbench } = window;
    service.enqueue(text('Told in the side bar.'));
    await panel.ask('First question');
    await panel.idle();
    await workbench.runCommand('Plumb: Open Chat in Editor');
    await tab.log.getByText('Told in the side bar.').waitFor();
    await editorTab('First question').waitFor();
  });

  it('runs a chat in the tab and another in the side bar at once, each on its own', async () => {
    const { service, workbench } = window;
    service.enqueue(text(`Slowly. ${'word '.repeat(400)}`, { delayMs: 20 }));
    await tab.ask('Second question');
    await tab.log.getByText('Slowly.').waitFor();
    await panel.button('New chat').click();
    service.enqueue(text('Quick answer.'));
    await panel.ask('Third question');
    await panel.log.getByText('Quick answer.').waitFor();
    await panel.idle();
    await tab.button('Stop').waitFor();
    assert.equal(await panel.log.getByText('Slowly.').count(), 0);
    await workbench.screenshot('chats-side-by-side', 'docs');
    await tab.message.focus();
    await workbench.runCommand('Plumb: Stop');
    await tab.idle();
    assert.equal(await tab.log.getByText('Quick answer.').count(), 0);
  });

  it('comes back in its tab after a reload of the window', async () => {
    const { workbench } = window;
    await workbench.reload();
    await tab.log.getByText('Slowly.').waitFor();
    await panel.log.getByText('Quick answer.').waitFor();
  });

  it('moves to the secondary side bar and back', async () => {
    const { workbench } = window;
    await workbench.runCommand('Plumb: Move to Secondary Side Bar');
    await workbench.page.locator('.part.auxiliarybar').getByText('Plumb').first().waitFor();
    await panel.log.getByText('Quick answer.').waitFor();
    await workbench.screenshot('secondary-side-bar', 'docs');
    await workbench.runCommand('Plumb: Move to Side Bar');
    await workbench.page.locator('.part.sidebar').getByText('Plumb').first().waitFor();
    await panel.log.getByText('Quick answer.').waitFor();
  });
});
