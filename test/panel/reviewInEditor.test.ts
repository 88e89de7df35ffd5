import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { text, tools } from '../support/runware/answers.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const FILE = 'src/money.ts';
const PATCH = `*** Begin Patch
*** Update File: ${FILE}
@@
-/** A share of an amount, rounded to the nearest cent. */
+/** A share of an amount, to the nearest cent. */
 export function percentOf(cents: number, percent: number): number {
@@
   const exact = weights.map(weight => (cents * weight) / total);
+  // Cents are whole.
   const parts = exact.map(Math.floor);
@@
-/** 123456 as "1,234.56 €". */
 export function formatCents(cents: number): string {
*** End Patch`;

const SECOND_PATCH = `*** Begin Patch
*** Update File: ${FILE}
@@
+// The parts add up.
 export function shareOut(cents: number, weights: readonly number[]): number[] {
@@
   let sign = '';
+  // Below zero?
   if (cents < 0) {
*** End Patch`;

/** From the model's patch to the bytes on the disk; all is found by role and name. */
describe('the review of edits in the real workbench', () => {
  let window: ServiceWindow;
  let original: string;

  before(async () => {
    window = await openServiceWindow({
      viewport: { width: 1440, height: 900 },
      // The review needs no git.
      settings: { 'git.enabled': false },
    });
    original = onDisk();
    await window.panel.message.waitFor();
    await window.panel.chooseMode('Edits on');
  });
  after(async () => {
    await window.close();
  });

  const onDisk = (): string => readFileSync(path.join(window.folder, FILE), 'utf8');
  const withoutCents = (): string =>
    original.replace('rounded to the nearest cent', 'to the nearest cent');
  const button = (name: string): Locator =>
    window.workbench.editor().getByRole('button', { name, exact: true });
  const row = (name: RegExp): Locator =>
    window.workbench.page.getByRole('treeitem', { name }).first();

  it('marks what was changed while the agent is still at work, hunk by hunk', async () => {
    const { panel, service, workbench } = window;
    await workbench.openFile(FILE);
    service.enqueue(
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      text('Still at work. '.repeat(4_000), { delayMs: 25 }),
    );
    await panel.ask('Tidy up the money.');
    await button('Keep').nth(2).waitFor();
    for (const name of ['1 of 3', '2 of 3', '3 of 3']) await button(name).waitFor();
    assert.equal(await panel.button('Stop').count(), 1);
    await workbench.screenshot('review-editor', 'docs');
  });

  it('keeps one hunk by its lens', async () => {
    await button('Keep').first().click();
    await button('1 of 2').waitFor();
    assert.match(onDisk(), /, to the nearest cent/);
    assert.match(onDisk(), /Cents are whole/);
  });

  it('undoes another in the peek of the gutter, which shows what was there', async () => {
    const { workbench, panel } = window;
    await workbench.runCommand('Plumb: Next Change');
    await workbench.page
      .getByRole('button', { name: /^Plumb: Change 1 of 2, .*money\.ts/ })
      .waitFor();
    const peek = workbench.page.locator('.peekview-widget');
    // VS Code compares with the baseline some time after a change, and until then has no peek.
    while (!(await peek.isVisible())) {
      await workbench.page.keyboard.press('Alt+F3');
      await peek.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    // VS Code hides what is between the lines of an editor from the tree of roles.
    const action = (name: string): Locator => peek.locator(`[role=button][aria-label^="${name}"]`);
    await action('Keep Change').waitFor();
    await workbench.screenshot('review-peek', 'docs');
    await action('Undo Change').click();
    await until('the line is gone', () => !onDisk().includes('Cents are whole'));
    await button('1 of 1').waitFor();
    assert.equal(await panel.button('Stop').count(), 1);
    await panel.button('Stop').click();
    await panel.idle();
    if (await peek.isVisible()) await workbench.page.keyboard.press('Escape');
  });

  it('goes on after a reload, in the view with its list, down to the last byte', async () => {
    const { workbench } = window;
    await workbench.reload();
    await workbench.runCommand('Plumb: Review Changes');
    await row(/money\.ts, 0 added, 1 removed lines/).waitFor();
    const last = row(/^Change 1 of 1, .*money\.ts/);
    await last.hover();
    await workbench.screenshot('review-view', 'docs');
    await last.getByRole('button', { name: /^Undo Change/ }).click();
    await until('the file is as it was, but for what was kept', () => onDisk() === withoutCents());
    await last.waitFor({ state: 'detached' });
    const ours = workbench.page.getByText('Changes by Plumb').filter({ visible: true });
    await until('nothing of it is left', async () => (await ours.count()) === 0);
  });

  it('is all in keys, menus and buttons where CodeLens is off', async () => {
    const { panel, service, workbench } = window;
    const { page } = workbench;
    mkdirSync(path.join(window.folder, '.vscode'), { recursive: true });
    writeFileSync(
      path.join(window.folder, '.vscode/settings.json'),
      '{ "editor.codeLens": false }',
    );
    const before = onDisk();
    await workbench.openFile(FILE);
    await workbench.openView('Plumb');
    service.enqueue(
      tools([{ name: 'apply_patch', arguments: { input: SECOND_PATCH } }]),
      text('Both are documented now.'),
    );
    await panel.ask('Document the rest.');
    await panel.idle();
    await workbench.runCommand('Plumb: Review Changes');
    await row(/money\.ts, 2 added, 0 removed lines/).waitFor();
    await until('the lenses are off', async () => (await button('Keep').count()) === 0);
    await workbench.editor().click();
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('n');
    await page.getByRole('button', { name: /^Plumb: Change \d of 2, .*money\.ts/ }).waitFor();
    await page.keyboard.press('Shift+F10');
    const menu = page.locator('.monaco-menu').getByRole('menuitem');
    await menu.filter({ hasText: 'Keep Change' }).waitFor();
    const ours = (await menu.allInnerTexts()).filter(label =>
      /^(?:Keep|Undo|Next|Previous|Open) Change/.test(label),
    );
    assert.deepEqual(
      ours.map(label => label.split('\n')[0]),
      ['Keep Change', 'Undo Change', 'Next Change', 'Previous Change', 'Open Changes of File'],
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('k');
    await row(/money\.ts, 1 added, 0 removed lines/).waitFor();
    const title = page.locator('.editor-group-container.active .editor-actions');
    for (const name of [/^Previous Change/, /^Next Change/, /^Keep File/]) {
      await title.getByRole('button', { name }).waitFor();
    }
    await workbench.screenshot('review-without-lenses');
    await title.getByRole('button', { name: /^Undo File/ }).click();
    await row(/money\.ts/).waitFor({ state: 'detached' });
    const comments = onDisk().split('\n').length - before.split('\n').length;
    assert.equal(comments, 1, 'the one that was kept is there, the other is not');
  });
});
