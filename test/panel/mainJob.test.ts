import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEMO_NAME, openDemoWindow, type DemoWindow } from '../support/demoWindow.ts';

/** The job of the README, from typing to green tests, in the real workbench. */
describe('the main job', () => {
  let window: DemoWindow;

  before(async () => {
    window = await openDemoWindow({ delayMs: 4, viewport: { width: 1440, height: 900 } });
  });
  after(async () => {
    await window.close();
  });

  const testsOfSample = (): number | null =>
    spawnSync('npm', ['test'], { cwd: window.folder, stdio: 'ignore' }).status;

  it('begins with failing tests and a panel that says what it talks to', async () => {
    assert.notEqual(testsOfSample(), 0);
    await window.workbench.openFile('src/discount.ts');
    await window.workbench.openView('Plumb');
    await window.panel.getByText(DEMO_NAME).waitFor();
    await window.panel.getByRole('textbox', { name: 'Message' }).waitFor();
    await window.workbench.screenshot('empty', 'shots');
  });

  it('looks, asks before it runs the tests, and shows the command as it will run', async () => {
    const { panel, workbench } = window;
    const message = panel.getByRole('textbox', { name: 'Message' });
    await message.fill('The tests fail. Find out why and fix it.');
    await message.press('Enter');
    const log = panel.getByRole('log', { name: 'Conversation' });
    await log.getByText('The tests fail. Find out why and fix it.').waitFor();
    await log.getByText('list_directory', { exact: true }).first().waitFor();
    await panel.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    assert.match(await log.innerText(), /read_file/);
    assert.match(await log.innerText(), /npm test/);
    await workbench.screenshot('command-approval', 'docs');
    await panel.getByRole('button', { name: 'Approve', exact: true }).click();
  });

  it('shows the patch as a diff, and changes nothing before it is approved', async () => {
    const { panel, workbench, folder } = window;
    const file = path.join(folder, 'src/discount.ts');
    const before = readFileSync(file, 'utf8');
    const always = panel.getByRole('button', { name: 'Always for this chat' });
    await always.waitFor();
    await workbench.screenshot('edit-approval', 'docs');
    assert.equal(readFileSync(file, 'utf8'), before);
    await panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await always.waitFor({ state: 'detached' });
  });

  it('runs the tests once more, and they are green', async () => {
    const { panel, workbench } = window;
    await panel.getByRole('button', { name: 'Approve', exact: true }).click();
    await panel.getByRole('button', { name: 'Send', exact: true }).waitFor();
    await panel
      .getByText(/\$0\.\d+/)
      .first()
      .waitFor();
    assert.equal(testsOfSample(), 0);
    await workbench.screenshot('done', 'docs');
  });

  it('is taken back in the editor by one undo', async () => {
    const { workbench } = window;
    const text = (): Promise<string> => workbench.editor().innerText();
    assert.match(await text(), /findLast/);
    await workbench.editor().click();
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.page.waitForFunction(
      () => !document.querySelector('.monaco-editor .view-lines')?.textContent.includes('findLast'),
    );
    assert.doesNotMatch(await text(), /findLast/);
  });

  it('is there after a reload of the window, and can be continued', async () => {
    const { workbench } = window;
    await workbench.reload();
    const panel = workbench.panel();
    const log = panel.getByRole('log', { name: 'Conversation' });
    await log.getByText('The tests fail. Find out why and fix it.').waitFor();
    await log.getByText('run_command', { exact: true }).first().waitFor();
    const message = panel.getByRole('textbox', { name: 'Message' });
    await message.fill('Thank you.');
    await message.press('Enter');
    await log.getByText('scripted local demo service').waitFor();
    await workbench.screenshot('after-reload', 'shots');
  });
});
