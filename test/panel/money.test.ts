import assert from 'node:assert/strict';
import { text, tools } from '../support/runware/answers.ts';
import { sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const usage = (promptTokens: number, completionTokens: number) => ({
  promptTokens,
  completionTokens,
  totalTokens: promptTokens + completionTokens,
});

describe('The money of a chat, in the editor', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({
      settings: { 'plumb.budget.perChat': 1.5, 'plumb.maxOutputTokens': 16_000 },
    });
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const cost = (): Promise<string> =>
    window.panel.frame.getByRole('status', { name: 'Cost' }).innerText();

  it('R53: shows what was billed to the cent, of what the chat may cost', async () => {
    const { panel, service } = window;
    service.enqueue(text('One.', { usage: usage(1_000, 100), cost: 0.25 }));
    await panel.ask('One?');
    await panel.log.getByText('One.', { exact: true }).waitFor();
    await panel.idle();
    assert.match(await cost(), /\$0\.25 of \$1\.50/);
  });

  it('R45: books the most after Stop, and the bill in its place once the service tells it', async () => {
    const { panel, service } = window;
    service.enqueue(text('Endless. '.repeat(400), { delayMs: 20, cost: 0.3 }));
    await panel.ask('Talk.');
    await panel.log.getByText('Endless.').first().waitFor();
    await panel.button('Stop').click();
    await panel.idle();
    assert.match(await cost(), /\$0\.25 \+ up to \$0\.\d\d of \$1\.50/);
    await until('the archive told the bill', async () => /^\$0\.55 of/.test(await cost()));
    assert.ok(sentTasks(service, 'getTaskDetails').length > 0);
  });

  it('fetches the answer that was paid for when it is continued, for nothing', async () => {
    const { panel, service } = window;
    const before = sentTasks(service).length;
    await panel.button('Continue').click();
    await until('all of it is there', async () => {
      // What is off the screen is not laid out, so it has no inner text.
      const said = (await panel.log.textContent()) ?? '';
      return said.split('Endless.').length > 400;
    });
    await panel.idle();
    assert.equal(sentTasks(service).length, before);
    assert.match(await cost(), /^\$0\.55 of/);
  });

  it('R54: stops in the middle of a run before the request that could pass the limit', async () => {
    const { panel, service } = window;
    service.enqueue(
      tools([{ name: 'list_directory', arguments: { path: '.' } }], {
        usage: usage(2_000, 100),
        cost: 0.6,
      }),
      text('With more room.', { usage: usage(3_000, 100), cost: 0.1 }),
    );
    const before = sentTasks(service).length;
    await panel.ask('List it.');
    const refusal = panel.log.getByText(/This chat has cost \$1\.15 of its limit of \$1\.50/);
    await refusal.waitFor();
    assert.equal(sentTasks(service).length, before + 1);
    await window.workbench.screenshot('spending-limit', 'docs');
    await panel.frame.getByRole('button', { name: /^Allow \$.* more for this chat$/ }).click();
    await panel.log.getByText('With more room.').waitFor();
    await panel.idle();
    assert.match(await cost(), /\$1\.25 of \$\d/);
  });

  it('shows the balance, the day and what came from the cache on the usage page', async () => {
    const { panel, workbench } = window;
    await workbench.runCommand('Plumb: Show Usage and Balance');
    const page = panel.frame.getByRole('region', { name: 'Usage' });
    await page
      .getByText(/\$23\.75|\$2\d\.\d\d/)
      .first()
      .waitFor();
    await page.getByText('$1.25').first().waitFor();
    await workbench.screenshot('usage', 'docs');
    await workbench.page.keyboard.press('Escape');
    await panel.message.waitFor();
  });
});
