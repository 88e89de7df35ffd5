import assert from 'node:assert/strict';
import { chatPanel, type ChatPanel } from '../support/chatPanel.ts';
import { launchChromium } from '../support/chromium.ts';
import { text } from '../support/runware/answers.ts';
import { sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { workbenchUrl } from '../support/vscode/workbenchUrl.ts';
import { Workbench } from '../support/workbench.ts';
import { copySampleWorkspace } from '../support/workspaceCopy.ts';

/** A second window of the same VS Code, which shows Plumb's view; closed when `use` has ended. */
async function withSecondWindow(
  window: ServiceWindow,
  folder: string,
  use: (there: ChatPanel, second: Workbench) => Promise<void>,
): Promise<void> {
  const browser = await launchChromium();
  try {
    const url = workbenchUrl(window.server, { folder });
    const second = await Workbench.open({ browser, url });
    await second.openView('Plumb');
    const there = chatPanel(second);
    await there.message.waitFor();
    await use(there, second);
  } finally {
    await browser.close();
  }
}

describe('Two windows', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({
      settings: { 'plumb.budget.perDay': 1.5, 'plumb.maxOutputTokens': 16_000 },
    });
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  it('R46: write to a chat one at a time; "Continue here" takes it with all that was said', async () => {
    const { panel, service, folder, workbench } = window;
    service.enqueue(text('From the first.', { cost: 0 }));
    await panel.ask('Who has this chat?');
    await panel.log.getByText('From the first.', { exact: true }).waitFor();
    await panel.idle();
    await withSecondWindow(window, folder, async (there, second) => {
      await there.button('History').click();
      const chats = there.frame.getByRole('navigation', { name: 'Chats' });
      await chats.getByRole('button', { name: /^Who has this chat\? / }).click();
      await there.log.getByText('From the first.', { exact: true }).waitFor();
      await there.frame.getByText(/open in another window/).waitFor();
      await second.screenshot('open-in-another-window', 'docs');

      service.enqueue(text('Still the first.', { cost: 0 }));
      await panel.ask('And now?');
      await there.log.getByText('Still the first.', { exact: true }).waitFor();

      await there.button('Continue here').press('Enter');
      await there.frame.getByText(/open in another window/).waitFor({ state: 'detached' });
      service.enqueue(text('From the second.', { cost: 0 }));
      await there.ask('And here?');
      await there.log.getByText('From the second.', { exact: true }).waitFor();
      await there.idle();

      await panel.log.getByText('From the second.', { exact: true }).waitFor();
      await panel.button('Continue here').waitFor();
      await workbench.screenshot('two-windows-taken');
      // While the other window is there: once it has gone the chat is free, and nothing need be pressed.
      await panel.button('Continue here').press('Enter');
      await there.button('Continue here').waitFor();
    });
    await panel.button('Continue here').waitFor({ state: 'detached' });
    service.enqueue(text('The first again.', { cost: 0 }));
    await panel.ask('Back?');
    await panel.log.getByText('The first again.', { exact: true }).waitFor();
  });

  it('R55: share what may be spent on a day', async () => {
    const { panel, service } = window;
    service.enqueue(text('Dear.', { cost: 1.2 }));
    await panel.ask('In the first window.');
    await panel.log.getByText('Dear.', { exact: true }).waitFor();
    await panel.idle();

    const other = await copySampleWorkspace();
    try {
      await withSecondWindow(window, other.folder, async (there, second) => {
        const before = sentTasks(service).length;
        await there.ask('In the second window.');
        await there.log
          .getByText(/Today has cost \$1\.20 of its limit of \$1\.50, over all windows/)
          .waitFor();
        assert.equal(sentTasks(service).length, before);
        await second.screenshot('two-windows-day-limit');
      });
    } finally {
      await other.remove();
    }
  });
});
