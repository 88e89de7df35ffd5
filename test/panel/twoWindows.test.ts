import assert from 'node:assert/strict';
import { chatPanel } from '../support/chatPanel.ts';
import { launchChromium } from '../support/chromium.ts';
import { text } from '../support/runware/answers.ts';
import { sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { workbenchUrl } from '../support/vscode/workbenchUrl.ts';
import { Workbench } from '../support/workbench.ts';
import { copySampleWorkspace } from '../support/workspaceCopy.ts';

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

  it('R55: share what may be spent on a day', async () => {
    const { panel, service, server } = window;
    service.enqueue(text('Dear.', { cost: 1.2 }));
    await panel.ask('In the first window.');
    await panel.log.getByText('Dear.', { exact: true }).waitFor();
    await panel.idle();

    const other = await copySampleWorkspace();
    const browser = await launchChromium();
    try {
      const url = workbenchUrl(server, { folder: other.folder });
      const second = await Workbench.open({ browser, url });
      await second.openView('Plumb');
      const there = chatPanel(second);
      await there.message.waitFor();
      const before = sentTasks(service).length;
      await there.ask('In the second window.');
      await there.log
        .getByText(/Today has cost \$1\.20 of its limit of \$1\.50, over all windows/)
        .waitFor();
      assert.equal(sentTasks(service).length, before);
      await second.screenshot('two-windows-day-limit');
    } finally {
      await browser.close();
      await other.remove();
    }
  });
});
