import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { text, tools } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

/** CRLF, a byte order mark, trailing spaces and no newline at the end: all of it has to come back. */
const ORIGINAL = `\uFEFF${Array.from({ length: 30 }, (_row, n) => `row ${n + 1}${n % 7 === 0 ? '  ' : ''}`).join('\r\n')}`;

const PATCH = `*** Begin Patch
*** Update File: three.txt
@@
 row 3
-row 4
+row four
 row 5
@@
 row 16
+row sixteen and a half
 row 17
@@
 row 29
-row 30
+row thirty
*** Update File: other.txt
@@
-one
+two
*** Add File: made.txt
+made
*** End Patch`;

/** From the model's patch to the bytes on the disk, by the panel alone. */
describe('the review of edits in the panel', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({ viewport: { width: 1440, height: 900 } });
    writeFileSync(file('three.txt'), ORIGINAL);
    writeFileSync(file('other.txt'), 'one');
    await window.panel.message.waitFor();
    await window.panel.chooseMode('Edits on');
  });
  after(async () => {
    await window.close();
  });

  const file = (name: string): string => path.join(window.folder, name);
  const onDisk = (name: string): string => readFileSync(file(name), 'utf8');
  const region = (): Locator => window.panel.frame.getByRole('region', { name: 'Changed files' });
  const hunk = (place: string): Locator =>
    region()
      .getByRole('group', { name: 'three.txt' })
      .getByRole('group', { name: place, exact: true });
  const decide = (group: Locator, name: 'Keep' | 'Undo'): Promise<void> =>
    group.getByRole('button', { name, exact: true }).click();

  it('keeps one hunk of three and undoes another while the agent works', async () => {
    const { panel, service, workbench } = window;
    service.enqueue(
      tools([{ name: 'read_file', arguments: { path: 'three.txt' } }]),
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      text('Still at work. '.repeat(4_000), { delayMs: 25, forgotten: true }),
    );
    await panel.ask('Change three rows.');
    await region().getByText('3 changed files').waitFor();
    assert.match(onDisk('three.txt'), /row 3\r\nrow four\r\nrow 5\r\n/);
    await workbench.screenshot('review-in-panel', 'docs');
    await decide(hunk('Line 4'), 'Keep');
    await hunk('Line 4').waitFor({ state: 'detached' });
    await decide(hunk('Line 17'), 'Undo');
    await until('the row is gone', () => !onDisk('three.txt').includes('sixteen'));
    assert.equal(await panel.button('Stop').count(), 1);
  });

  it('goes on after a reload: with all the rest undone, every other byte is the original one', async () => {
    const { panel, workbench } = window;
    await workbench.reload();
    await hunk('Line 30').waitFor();
    await decide(hunk('Line 30'), 'Undo');
    await hunk('Line 30').waitFor({ state: 'detached' });
    assert.equal(onDisk('three.txt'), ORIGINAL.replace('row 4\r', 'row four\r'));
    await panel.button('Undo all').click();
    await panel.button('Undo 2 changes').click();
    await region().waitFor({ state: 'detached' });
    assert.equal(onDisk('other.txt'), 'one');
    assert.throws(() => onDisk('made.txt'), /ENOENT/);
    assert.equal(onDisk('three.txt'), ORIGINAL.replace('row 4\r', 'row four\r'));
  });

  it('tells the model which of its edits were undone, and not that others were kept', async () => {
    const { panel, service } = window;
    service.enqueue(text('I leave them.'));
    await panel.ask('Go on.');
    await panel.log.getByText('I leave them.', { exact: true }).waitFor();
    await panel.idle();
    const sent = JSON.stringify(lastTask(service));
    assert.match(sent, /sixteen and a half/);
    assert.match(sent, /undid|undone/);
    await panel.log.getByText(/You undid \d+ changes/).waitFor();
  });

  it('R34 R35 goes back to before a message, its files and the chat, also after a reload', async () => {
    const { panel, service, workbench } = window;
    writeFileSync(file('three.txt'), ORIGINAL);
    service.enqueue(
      tools([{ name: 'read_file', arguments: { path: 'three.txt' } }]),
      tools([{ name: 'apply_patch', arguments: { input: PATCH } }]),
      text('All is changed.'),
    );
    await panel.ask('Change them again.');
    await panel.log.getByText('All is changed.', { exact: true }).waitFor();
    await panel.idle();
    writeFileSync(file('mine.txt'), 'mine');
    await workbench.reload();
    await panel.log.getByText('All is changed.', { exact: true }).waitFor();
    const message = panel.log.locator('.user', { hasText: 'Change them again.' }).last();
    await message.hover();
    await message.getByRole('button', { name: 'Restore checkpoint' }).click();
    await workbench.quickPicks().filter({ hasText: 'Restore both' }).waitFor();
    await workbench.screenshot('restore-checkpoint', 'docs');
    await workbench.quickPicks().filter({ hasText: 'Restore both' }).click();
    await panel.log.getByText('All is changed.').waitFor({ state: 'detached' });
    await until('the files are as they were', () => onDisk('three.txt') === ORIGINAL);
    assert.equal(onDisk('other.txt'), 'one');
    assert.throws(() => onDisk('made.txt'), /ENOENT/);
    assert.equal(onDisk('mine.txt'), 'mine');
    await region().waitFor({ state: 'detached' });
    assert.equal(await panel.message.inputValue(), 'Change them again.');
    await panel.log.getByText('I leave them.').waitFor();
  });
});
