import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { chooseAction } from '../support/actionMenu.ts';
import { chooseFromMenu, menuOf } from '../support/contextMenu.ts';
import { gitIn } from '../support/gitFolder.ts';
import { text } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const FILE = 'src/money.ts';
const CHANGED = '  return Math.round((cents * percent) / 100.5);';
const finding = {
  path: FILE,
  startLine: 3,
  severity: 'warning',
  title: 'The percentage is off',
  explanation: 'A share of all is no longer all.',
  original: CHANGED,
  hasFix: true,
  replacement: '  return Math.round((cents * percent) / 100);',
};
const review = text(JSON.stringify({ findings: [finding], summary: 'One thing.' }));

/** By menus and keys, in a real repository; all is found by role and name. */
describe('Source control, by its menus and by keys', () => {
  let window: ServiceWindow;

  const file = (name: string): string => path.join(window.folder, name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const git = (...args: string[]): string => gitIn(window.folder)(...args);
  const page = () => window.workbench.page;
  const sent = (): string => JSON.stringify(lastTask(window.service)['messages']);
  const comment = (): Locator => page().locator('.review-widget').first();
  const lens = (name: string): Locator =>
    page().locator('.codelens-decoration').getByText(name, { exact: true }).first();

  const openSourceControl = (): Promise<void> => window.workbench.openView(/^Source Control/);
  const row = (name: RegExp): Locator =>
    page().locator('.sidebar').getByRole('treeitem', { name }).first();
  /** Puts the cursor into a line, from 1, by the keyboard. */
  const goTo = async (line: number): Promise<void> => {
    await page().keyboard.press('Control+G');
    await window.workbench.quickInput().fill(`:${line}`);
    await page().keyboard.press('Enter');
    await window.workbench.quickInput().waitFor({ state: 'hidden' });
  };

  before(async () => {
    window = await openServiceWindow({ viewport: { width: 1440, height: 900 } });
    await window.panel.message.waitFor();
    writeFileSync(
      file(FILE),
      read(FILE).replace('  return Math.round((cents * percent) / 100);', () => CHANGED),
    );
    await openSourceControl();
    await row(/^money\.ts/).waitFor();
  });
  after(async () => {
    await window.close();
  });

  it('reviews what is not staged by the menu of its group, and asks about a finding in its title', async () => {
    const { workbench, service, panel } = window;
    writeFileSync(file('src/staged.ts'), 'export const staged = 1;\n');
    git('add', 'src/staged.ts');
    await row(/^staged\.ts/).waitFor();
    service.enqueue(review);
    await chooseFromMenu(page(), menuOf(row(/^Changes/)), 'Review Changes That Are Not Staged');
    await comment().getByText('The percentage is off').waitFor();
    assert.match(sent(), /100\.5/);
    assert.doesNotMatch(sent(), /staged = 1/, 'what is staged is not');
    await workbench.notification('Plumb has 1 finding (1 file reviewed).').waitFor();
    await workbench.screenshot('review-unstaged');
    service.enqueue(text('It is: a share of all has to be all.'));
    await comment().getByRole('button', { name: 'Ask About Finding' }).click();
    await panel.log.getByText('It is: a share of all has to be all.').waitFor();
    assert.match(sent(), /The percentage is off/);
    assert.match(sent(), /A share of all is no longer all/);
    assert.match(sent(), /100\.5/, 'the lines go along');
    await workbench.screenshot('ask-about-finding');
    assert.equal(await comment().count(), 1, 'it stays');
  });

  it('applies the fix of a finding by its light bulb, with the keyboard alone', async () => {
    const { workbench } = window;
    await workbench.openFile(FILE);
    await goTo(3);
    await chooseAction(workbench, 'Control+.', /^Plumb: Apply the fix of the review/);
    await lens('Keep').waitFor();
    assert.match(read(FILE), /percent\) \/ 100\);/);
    await comment().waitFor({ state: 'detached' });
    await workbench.runCommand('Plumb: Undo Change');
    await until('the change is back', () => read(FILE).includes(CHANGED));
    await lens('Keep').waitFor({ state: 'detached' });
  });

  it('clears a review by the menu of Source Control, and by the palette', async () => {
    const { workbench, service } = window;
    service.enqueue(review);
    await workbench.runCommand('Plumb: Review Changes That Are Not Staged');
    await comment().waitFor();
    await openSourceControl();
    const header = page().locator('.sidebar .pane-header').first();
    await header.hover();
    const more = header.getByRole('button', { name: /^(?:Views and )?More Actions/ });
    await chooseFromMenu(page(), () => more.click(), 'Clear Review');
    await comment().waitFor({ state: 'detached' });
    await page().locator('.monaco-editor .squiggly-warning').waitFor({ state: 'detached' });
    service.enqueue(review);
    await workbench.runCommand('Plumb: Review Changes That Are Not Staged');
    await comment().waitFor();
    await workbench.runCommand('Plumb: Clear Review');
    await comment().waitFor({ state: 'detached' });
  });

  it('explains a commit of the timeline by its menu', async () => {
    const { workbench, service, panel } = window;
    git('commit', '--quiet', '--all', '--message', 'fix: divide by more');
    git('commit', '--quiet', '--allow-empty', '--message', 'docs: nothing');
    await workbench.openView('Explorer (Ctrl+Shift+E)');
    await workbench.openFile(FILE);
    const timeline = page().getByRole('button', { name: 'Timeline Section' });
    if ((await timeline.getAttribute('aria-expanded')) !== 'true') await timeline.click();
    const entry = row(/fix: divide by more/);
    await entry.waitFor();
    service.enqueue(text('It divides by more.'));
    await chooseFromMenu(page(), menuOf(entry), 'Explain Commit…');
    await panel.log.getByText('It divides by more.').waitFor();
    assert.match(sent(), /fix: divide by more/);
    assert.match(sent(), /\+.*100\.5/);
  });

  describe('while a merge waits', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `line ${index}`);
    const notes = (...[first, last]: [string, string]): string =>
      [...first.split('|'), ...lines, last, ''].join('\n');

    before(() => {
      git('checkout', '--quiet', '--force', '-B', 'left');
      writeFileSync(file('notes.txt'), notes('one|two|three', 'five'));
      git('add', '.');
      git('commit', '--quiet', '--message', 'docs: count');
      git('checkout', '--quiet', '-b', 'right');
      writeFileSync(file('notes.txt'), notes('one right|two|three right', 'five right'));
      git('commit', '--quiet', '--all', '--message', 'docs: right');
      git('checkout', '--quiet', 'left');
      writeFileSync(file('notes.txt'), notes('one left|two|three left', 'five left'));
      git('commit', '--quiet', '--all', '--message', 'docs: left');
      assert.throws(() => git('merge', 'right'), 'it is a conflict');
    });

    it('resolves a conflict by the light bulb, with the keyboard alone, as one change', async () => {
      const { workbench, service } = window;
      const conflicted = read('notes.txt');
      await workbench.openFile('notes.txt');
      await lens('Plumb: Resolve Conflict').waitFor();
      await goTo(3);
      service.enqueue(
        text(
          JSON.stringify({
            resolutions: [
              { conflict: 1, resolution: 'one\none left\ntwo\nthree right\n', why: 'Both.' },
            ],
          }),
        ),
      );
      await chooseAction(workbench, 'Control+.', /^Plumb: Resolve Conflict$/);
      await lens('Keep').waitFor();
      assert.match(read('notes.txt'), /^one\none left\ntwo\nthree right\nline 0\n/);
      assert.equal(
        await page().locator('.codelens-decoration').getByText('Keep', { exact: true }).count(),
        1,
      );
      await workbench.screenshot('resolve-conflict-by-key');
      await lens('Undo').click();
      await until('it is as it was', () => read('notes.txt') === conflicted);
    });

    it('resolves all of a file by the menu of the file under merge', async () => {
      const { workbench, service } = window;
      // What the menu means is the file under merge, not the editor's.
      await workbench.openFile(FILE);
      await openSourceControl();
      const merged = row(/^notes\.txt/);
      await merged.waitFor();
      service.enqueue(
        text(
          JSON.stringify({
            resolutions: [
              { conflict: 1, resolution: 'all\n', why: '' },
              { conflict: 2, resolution: 'five left\nfive right\n', why: '' },
            ],
          }),
        ),
      );
      await chooseFromMenu(page(), menuOf(merged), 'Resolve All Conflicts in File');
      await until('they are resolved', () => !read('notes.txt').includes('<<<<<<<'));
      assert.equal(read('notes.txt'), ['all', ...lines, 'five left', 'five right', ''].join('\n'));
      await lens('Keep').waitFor();
    });
  });
});
