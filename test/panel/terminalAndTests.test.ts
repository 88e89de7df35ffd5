import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { chooseFromMenu, menuEntry, menuOf } from '../support/contextMenu.ts';
import { repositoryRoot } from '../support/repository.ts';
import { text, tools } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

/** An extension that fills the Test Explorer. */
const runner = path.join(repositoryRoot, 'test', 'runner');

const SCRIPT = 'greet.sh';
// VS Code loses what a command prints that ends before the start of it was told.
const PAUSE = 'sleep 0.5\n';
const COMMAND = `sh ${SCRIPT}`;
const SEVERAL = ['package.json', 'README.md', 'tsconfig.json'];
const PATCH = `*** Begin Patch
*** Update File: ${SCRIPT}
@@
-ehco 'Good morning'
+echo 'Good morning'
*** End Patch`;

/** The views beside the editor: what they offer by the mouse, and what comes of it in the chat. */
describe('Plumb in the terminal, the Test Explorer and the Explorer', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({
      viewport: { width: 1440, height: 900 },
      settings: { 'git.enabled': false, 'remote.autoForwardPorts': false },
      linkedExtensions: [repositoryRoot, runner],
    });
    const { panel, folder } = window;
    writeFileSync(path.join(folder, SCRIPT), `${PAUSE}ehco 'Good morning'\n`);
    await panel.message.waitFor();
    await panel.chooseMode('Edits on');
  });
  after(async () => {
    await window.close();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);
  const typeText = (words: string): Promise<void> => window.workbench.page.keyboard.type(words);
  const spoken = (task = lastTask(window.service)): string => JSON.stringify(task['messages']);
  const chip = (name: RegExp): Locator =>
    window.panel.frame
      .getByRole('list', { name: 'With this message' })
      .getByRole('button', { name });

  async function failInTerminal(): Promise<void> {
    const { workbench } = window;
    await workbench.runCommand('Terminal: Create New Terminal');
    const terminal = workbench.page.locator('.terminal-wrapper.active');
    await terminal.waitFor();
    // What is typed before the prompt is there waits for it.
    await terminal.locator('textarea:focus').waitFor({ state: 'attached' });
    await typeText(COMMAND);
    await press('Enter');
    await workbench.page.locator('.terminal-command-decoration.error').first().waitFor();
  }

  it('fixes what failed in the terminal, and runs it again', async () => {
    const { workbench, service, panel, folder } = window;
    await failInTerminal();
    service.enqueue(
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      tools([{ name: 'run_command', arguments: { command: COMMAND } }]),
      text('It was a slip of the keys; the greeting is printed now.'),
    );
    await workbench.runCommand('Plumb: Fix Last Terminal Command');
    await panel.log.getByText(/^This command failed\. Find out why/).waitFor();
    await panel.log.getByText('Terminal: sh greet.sh', { exact: true }).first().waitFor();
    // What a command printed is not trusted, so the edit that it led to is asked about.
    await panel.log.getByText('Change 1 file', { exact: true }).waitFor();
    await panel.button('Approve').click();
    await panel.log.getByText('Run a command', { exact: true }).waitFor();
    await panel.button('Approve').click();
    await panel.log.getByText('It was a slip of the keys').waitFor();
    await panel.idle();
    await workbench.screenshot('terminal-fix', 'docs');
    const [first] = sentTasks(service);
    assert.ok(first);
    assert.deepEqual(first['toolChoice'], { type: 'any' });
    assert.match(spoken(first), /ehco: (?:command )?not found/);
    assert.match(spoken(first), /exit code 127/);
    assert.match(spoken(), /Good morning\\n/);
    assert.equal(readFileSync(path.join(folder, SCRIPT), 'utf8'), `${PAUSE}echo 'Good morning'\n`);
  });

  it('puts the last command of a terminal beside the message, by the palette and by menus', async () => {
    const { workbench, service, panel } = window;
    const { page } = workbench;
    const added = chip(/^sh greet\.sh \d+ tokens$/);
    const takeAway = async (): Promise<void> => {
      await panel.button('Remove sh greet.sh').click();
      await added.waitFor({ state: 'detached' });
    };
    // In front is the terminal that shows what Plumb ran, in which nobody runs a command.
    const tab = (name: string): Locator =>
      page.locator('.terminal-tabs-entry').filter({ hasText: name });
    const inFront = page.locator('.tabs-list .monaco-list-row.selected');
    await inFront.filter({ has: tab('Plumb: sh') }).waitFor();
    await workbench.runCommand('Plumb: Add Last Terminal Command to Chat');
    await added.waitFor();
    await takeAway();

    const add = ['Plumb', 'Add Last Terminal Command to Chat'] as const;
    await chooseFromMenu(page, menuOf(tab('bash')), ...add);
    await added.waitFor();
    await takeAway();

    await tab('bash').click();
    await inFront.filter({ has: tab('bash') }).waitFor();
    await chooseFromMenu(page, menuOf(page.locator('.terminal-wrapper.active')), ...add);
    await added.waitFor();
    await workbench.screenshot('terminal-chip');
    service.enqueue(text('It failed once.'));
    await panel.ask('What was it?');
    await panel.log.getByText('It failed once.').waitFor();
    await panel.idle();
    assert.match(spoken(), /What was it\?.*ehco: not found/);
    await workbench.runCommand('Terminal: Kill All Terminals');
  });

  it('fixes a failing test, by the menus of the Test Explorer and of its result, and at its message', async () => {
    const { workbench, service, panel } = window;
    const { page } = workbench;
    const name = 'each tier begins at its own quantity';
    await workbench.openView('Testing');
    const item = workbench.page.getByRole('treeitem', { name: new RegExp(name) }).first();
    await item.waitFor();
    await workbench.runCommand('Test: Run All Tests');
    await workbench.page
      .getByRole('treeitem', { name: /each tier.*Failed/ })
      .first()
      .waitFor();
    service.enqueue(text('The tiers are searched from the wrong end.'));
    await chooseFromMenu(workbench.page, menuOf(item), 'Fix Failing Test with Plumb');
    await panel.log.getByText('The tiers are searched from the wrong end.').waitFor();
    await panel.idle();
    assert.match(spoken(), /This test fails: each tier begins at its own quantity/);
    assert.match(spoken(), /discount\.test\.ts:7-17/);

    await page.locator('.test-output-peek-tree').getByText(name).click();
    const fix = page.getByText('Fix Failing Test with Plumb', { exact: true });
    await fix.waitFor();
    await workbench.screenshot('failing-test', 'docs');
    service.enqueue(text('It gives 5 where 10 is due.'));
    await fix.click();
    await panel.log.getByText('It gives 5 where 10 is due.').waitFor();
    await panel.idle();
    await workbench.screenshot('test-message-fix');
    assert.match(spoken(), /Expected values to be strictly equal/);
    assert.match(spoken(), /Expected:\\n10\\n\\nActual:\\n5/);
  });

  it('offers no fix for a test that passes', async () => {
    const { workbench } = window;
    // Its icon has another name now: it counts what failed.
    await workbench.runCommand('View: Show Testing');
    await workbench.page
      .getByRole('treeitem', { name: /a few cost.*Passed/ })
      .first()
      .click({ button: 'right' });
    await menuEntry(workbench.page, 'Run Test').waitFor();
    assert.equal(await menuEntry(workbench.page, 'Fix Failing Test with Plumb').count(), 0);
    await press('Escape');
  });

  for (const [kind, entry, attached] of [
    ['file', 'README.md', /Attached README\.md/],
    ['folder', 'src', /Attached src/],
  ] as const) {
    it(`explains a ${kind} from the Explorer`, async () => {
      const { workbench, service, panel } = window;
      await press('ControlOrMeta+Shift+E');
      service.enqueue(text(`That is the ${kind}.`));
      const item = workbench.page.getByRole('treeitem', { name: entry, exact: true });
      await chooseFromMenu(workbench.page, menuOf(item), 'Plumb', 'Explain File or Folder');
      await panel.log.getByText(`That is the ${kind}.`).waitFor();
      await panel.idle();
      assert.match(spoken(), /Explain what this is for/);
      assert.match(spoken(), attached);
    });
  }

  it('puts several selected files beside the message', async () => {
    const { workbench, panel } = window;
    await press('ControlOrMeta+Shift+E');
    const item = (name: string): Locator =>
      workbench.page.getByRole('treeitem', { name, exact: true });
    await item('package.json').click();
    await item('README.md').click({ modifiers: ['ControlOrMeta'] });
    await item('tsconfig.json').click({ modifiers: ['ControlOrMeta'] });
    await chooseFromMenu(workbench.page, menuOf(item('README.md')), 'Add to Chat');
    for (const name of SEVERAL) await chip(new RegExp(`^${name} \\d+ tokens$`)).waitFor();
    for (const name of SEVERAL) await panel.button(`Remove ${name}`).click();
  });

  it('explains a problem, and puts it beside the message, by the keyboard alone', async () => {
    const { workbench, service, panel, folder } = window;
    writeFileSync(path.join(folder, 'src', 'wrong.ts'), "export const a: number = 'x';\n");
    await workbench.openFile('src/wrong.ts');
    await workbench.editor().locator('.squiggly-error').first().waitFor();
    await press('F8');
    await press('Escape');
    const menu = workbench.page.locator('.action-widget:not(.action-list-submenu-panel)');
    const walkTo = async (words: RegExp): Promise<void> => {
      await menu.waitFor();
      const focused = menu.locator('.monaco-list-row.focused');
      await until(`${words.source} is chosen`, async () => {
        if (words.test(await focused.innerText())) return true;
        await press('ArrowDown');
        return false;
      });
      await press('Enter');
    };
    service.enqueue(text('A text is no number.'));
    await press('Control+.');
    await walkTo(/^Plumb: Explain .Type 'string' is not assignable/);
    await panel.log.getByText('A text is no number.').waitFor();
    await panel.idle();
    assert.match(spoken(), /Explain this problem: .*Type 'string' is not assignable/);

    await workbench.openFile('src/wrong.ts');
    await press('Control+.');
    await walkTo(/^Plumb: Add .Type 'string' is not assignable/);
    await panel.frame.getByRole('button', { name: /^Remove Problem: Type 'string'/ }).waitFor();
    await workbench.screenshot('problem-chip');
  });
});
