import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { openActionMenu, takeAction } from '../support/actionMenu.ts';
import { chooseFromMenu, menuEntry } from '../support/contextMenu.ts';
import { text, tools } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const FILE = 'src/money.ts';
const PATCH = `*** Begin Patch
*** Update File: ${FILE}
@@
-/** A share of an amount, rounded to the nearest cent. */
+/** A share of an amount, to the nearest cent. */
 export function percentOf(cents: number, percent: number): number {
*** End Patch`;

/** What people ask where their cursor is; driven by the keyboard. */
describe('Plumb where the cursor is', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({
      viewport: { width: 1440, height: 900 },
      settings: { 'git.enabled': false, 'plumb.explain.in': 'editor' },
    });
    await window.panel.message.waitFor();
    await window.panel.chooseMode('Edits on');
  });
  after(async () => {
    await window.close();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);
  const typeText = (words: string): Promise<void> => window.workbench.page.keyboard.type(words);
  const button = (name: string): Locator =>
    window.workbench.editor().getByRole('button', { name, exact: true });

  /** Selects whole lines from a line on (from 1), or goes to a `line:column`. */
  async function select(file: string, first: number | string, count: number): Promise<void> {
    const { workbench } = window;
    await workbench.openFile(file);
    await press('Control+G');
    await workbench.quickInput().fill(`:${first}`);
    await press('Enter');
    await workbench.quickInput().waitFor({ state: 'hidden' });
    for (let line = 0; line < count; line += 1) await press('Shift+ArrowDown');
  }

  /** Runs one of the menus of actions; it is opened by its key and lists them in time. */
  async function chooseAction(key: string, entry: RegExp, shot?: string): Promise<void> {
    const menu = await openActionMenu(window.workbench, key, entry);
    if (shot !== undefined) await window.workbench.screenshot(shot, 'docs');
    await takeAction(menu);
  }
  const instructionBox = (): Locator =>
    window.workbench.page
      .locator('.quick-input-widget:visible')
      .filter({ hasText: 'Plumb: Edit with Instruction' });
  async function instruct(words: string): Promise<void> {
    await press('Control+K');
    await press('g');
    await instructionBox().waitFor();
    await typeText(words);
  }
  const spoken = (): string => JSON.stringify(lastTask(window.service)['messages']);
  const onDisk = (): string => readFileSync(path.join(window.folder, FILE), 'utf8');

  it('edits by an instruction at the selection, and ends at the change under review', async () => {
    const { workbench, service, panel } = window;
    await select(FILE, 1, 4);
    service.enqueue(
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      text('The comment is shorter now.'),
    );
    const before = sentTasks(service).length;
    await instruct('shorten the comment');
    await instructionBox().getByText('The change is yours to keep or undo.').waitFor();
    await workbench.screenshot('edit-selection', 'docs');
    await press('Enter');
    await button('Keep').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 1, Col 1' }).first().waitFor();
    const [first] = sentTasks(service).slice(before);
    assert.deepEqual(first?.['toolChoice'], { type: 'any' });
    const said = JSON.stringify(first['messages']);
    assert.match(said, /shorten the comment/);
    assert.match(said, /src\/money\.ts:1-4/);
    assert.equal(await panel.log.getByText('shorten the comment').count(), 0, 'it is not shown');
    await workbench.screenshot('edit-selection-review', 'docs');
    await workbench.runCommand('Plumb: Undo Change');
    await button('Keep').waitFor({ state: 'detached' });
    assert.doesNotMatch(onDisk(), /, to the nearest cent/);
  });

  it('has that chat in the history', async () => {
    const { workbench } = window;
    await workbench.runCommand('Plumb: Show History');
    await workbench.quickPicks().filter({ hasText: 'shorten the comment' }).first().waitFor();
    await press('Escape');
  });

  it('ends it by Cancel, and nothing happens after', async () => {
    const { workbench, service } = window;
    await select(FILE, 1, 4);
    service.enqueue(text('Let me think. '.repeat(2_000), { delayMs: 50 }));
    await instruct('think for long');
    await press('Enter');
    const progress = workbench.notification('Plumb: Edit src/money.ts:1-4');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    assert.equal(await workbench.notification(/broke off|failed/).count(), 0);
  });

  it('says in words without markup, and no link, why nothing was changed', async () => {
    const { workbench, service } = window;
    await select(FILE, 1, 4);
    service.enqueue(
      text('**Nothing** to do: see `[it](command:plumb.newChat)`.\n\n```ts\nconst a = 1;\n```'),
    );
    await instruct('change nothing');
    await press('Enter');
    const told = workbench.notification('Nothing was changed. Plumb says: ');
    await told
      .getByText('Nothing to do: see [it] (command:plumb.newChat).', { exact: false })
      .waitFor();
    assert.equal(await told.locator('a[href^="command:"]').count(), 0);
    assert.doesNotMatch((await told.textContent()) ?? '', /const a|```/);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('says that it waits where edits are asked about, and goes on once they are approved', async () => {
    const { workbench, service, panel } = window;
    await panel.chooseMode('Ask');
    await select(FILE, 1, 4);
    service.enqueue(
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      text('The comment is shorter now.'),
    );
    await instruct('shorten it once more');
    await instructionBox().getByText('Plumb asks you before it changes anything.').waitFor();
    await press('Enter');
    const waits = workbench.notification('“shorten it once more” needs your decision.');
    await waits.getByRole('button', { name: 'Open Chat' }).click();
    await panel.button('Approve').click();
    await button('Keep').waitFor();
    await panel.idle();
    await workbench.runCommand('Plumb: Undo Change');
    await button('Keep').waitFor({ state: 'detached' });
    await panel.button('New chat').click();
  });

  it('says what hinders it, with one thing to do', async () => {
    const { workbench, panel } = window;
    await panel.chooseMode('Read only');
    await select(FILE, 1, 4);
    await press('Control+K');
    await press('g');
    const error = workbench.notification(/Plumb is set to .Read only/);
    await error.waitFor();
    assert.equal(await error.getByRole('button', { name: 'Open Chat' }).count(), 1);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await panel.chooseMode('Edits on');
  });

  it('explains in the editor where that is chosen, and draws nothing that the model made active', async () => {
    const { workbench, service, panel } = window;
    await select(FILE, 7, 12);
    service.enqueue(
      text(
        'It is the **largest remainder method**.\n\n![x](https://evil.example/?q=1) [run](command:plumb.newChat)\n\n<img src="https://evil.example/2">',
      ),
    );
    await workbench.runCommand('Plumb: Explain');
    const thread = workbench.page.locator('.review-widget');
    await thread.getByText('largest remainder method').waitFor();
    await thread.getByRole('button', { name: 'Continue in Chat' }).waitFor();
    assert.equal(await thread.locator('.comment-body img').count(), 0);
    assert.equal(await thread.locator('a[data-href^="command:"], a[href^="command:"]').count(), 0);
    assert.deepEqual(lastTask(service)['toolChoice'], { type: 'none' });
    await workbench.screenshot('explain-in-editor', 'docs');
    assert.equal(await panel.log.getByText('largest remainder method').count(), 0);
    await thread.getByRole('button', { name: 'Continue in Chat' }).click();
    await panel.log.getByText('largest remainder method').waitFor();
    await thread.waitFor({ state: 'detached' });
  });

  it('stops and closes an explanation by commands alone', async () => {
    const { workbench, service } = window;
    await select(FILE, 7, 12);
    service.enqueue(text('On and on. '.repeat(4_000), { delayMs: 50 }));
    await workbench.runCommand('Plumb: Explain');
    const thread = workbench.page.locator('.review-widget');
    await thread.getByText('On and on.').first().waitFor();
    await workbench.runCommand('Plumb: Stop Explaining');
    await thread.getByText(/^Stopped\. Nothing more happens here/).waitFor();
    await workbench.runCommand('Plumb: Close Explanation');
    await thread.waitFor({ state: 'detached' });
  });

  it('puts a question about the selection into the composer', async () => {
    const { workbench, panel, service } = window;
    await select(FILE, 7, 12);
    service.enqueue(text('So that no cent is given twice.'));
    await workbench.runCommand('Plumb: Ask about This…');
    await until('the keyboard is in the composer', () =>
      panel.message.evaluate(box => document.hasFocus() && box === document.activeElement),
    );
    await typeText('Why floor?');
    await press('Enter');
    await panel.log.getByText('So that no cent is given twice.').waitFor();
    await panel.idle();
    assert.match(spoken(), /Why floor\?.*Attached src\/money\.ts:7-18/);
  });

  it("asks for tests with the project's framework, and where its tests are", async () => {
    const { workbench, service, panel } = window;
    await select(FILE, 7, 12);
    service.enqueue(text('Tests are written.'));
    await workbench.runCommand('Plumb: Generate Tests');
    await panel.log.getByText('Tests are written.').waitFor();
    await panel.idle();
    assert.match(spoken(), /The project tests with node:test\./);
    assert.match(spoken(), /They are run by: npm test/);
    assert.match(spoken(), /Tests of this file are in test\/money\.test\.ts/);
    service.enqueue(text('Docs are written.'));
    await select(FILE, 7, 12);
    await workbench.runCommand('Plumb: Generate Docs');
    await panel.log.getByText('Docs are written.').waitFor();
    await panel.idle();
    assert.match(spoken(), /The form is TSDoc/);
    assert.deepEqual(lastTask(service)['toolChoice'], { type: 'tool', name: 'apply_patch' });
  });

  it('fixes all problems of a kind, by the light bulb and in the Problems view', async () => {
    const { workbench, service, panel, folder } = window;
    const wrong = "export const a: number = 'x';\nexport const b: number = 'y';\n";
    writeFileSync(path.join(folder, 'src', 'wrong.ts'), wrong);
    await workbench.openFile('src/wrong.ts');
    await workbench.editor().locator('.squiggly-error').nth(1).waitFor();
    await select('src/wrong.ts', '1:15', 0);
    service.enqueue(text('I see two.'));
    await chooseAction(
      'Control+.',
      /^Plumb: Fix All 2 of This Kind in the File/,
      'problem-actions',
    );
    await panel.log.getByText('I see two.').waitFor();
    await panel.idle();
    assert.match(spoken(), /ts\(2322\)/);
    assert.match(spoken(), /1:14/);
    assert.match(spoken(), /2:14/);
    assert.match(spoken(), /export const b/);

    await workbench.runCommand('Problems: Focus on Problems View');
    const row = workbench.page
      .locator('.markers-panel .monaco-list-row')
      .filter({ hasText: /not assignable/ });
    await row.first().click();
    await chooseFromMenu(
      workbench.page,
      () => press('Control+.'),
      /^Plumb: Add .Type 'string' is not assignable/,
    );
    await panel.frame.getByRole('button', { name: /^Remove Problem: Type 'string'/ }).click();
  });

  it('knows what failed in the terminal, with its exit code', async () => {
    const { workbench, service, panel } = window;
    await workbench.runCommand('Terminal: Create New Terminal');
    const terminal = workbench.page.locator('.terminal-wrapper.active');
    await terminal.waitFor();
    // What is typed before the prompt is there waits for it.
    await terminal.locator('textarea:focus').waitFor({ state: 'attached' });
    // VS Code may tell nothing of what was printed at once.
    await typeText('sleep 1; cat nowhere-at-all');
    await press('Enter');
    await workbench.page.locator('.terminal-command-decoration.error').first().waitFor();
    service.enqueue(text('There is no such file.'));
    await workbench.runCommand('Plumb: Explain Last Terminal Command');
    await panel.log.getByText('There is no such file.').waitFor();
    assert.match(spoken(), /why this command failed/);
    assert.match(spoken(), /nowhere-at-all: No such file/);
    assert.match(spoken(), /exit code 1/);
    await workbench.runCommand('Terminal: Kill All Terminals');
  });

  it('reviews a file from the Explorer', async () => {
    const { workbench, service, panel } = window;
    service.enqueue(text('No finding.'));
    await press('ControlOrMeta+Shift+E');
    await workbench.page.getByRole('treeitem', { name: 'README.md' }).click({ button: 'right' });
    const review = menuEntry(workbench.page, 'Review File or Folder');
    await menuEntry(workbench.page, 'Plumb').hover();
    await review.waitFor();
    await workbench.screenshot('explorer-menu');
    await review.hover();
    await press('Enter');
    await panel.log.getByText('No finding.').waitFor();
    assert.match(spoken(), /Attached README\.md/);
  });
});
