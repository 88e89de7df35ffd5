import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { isJsonObject } from '../../src/base/json.ts';
import { gitIn } from '../support/gitFolder.ts';
import { text } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

describe('Source control, in the editor', () => {
  let window: ServiceWindow;

  const file = (name: string): string => path.join(window.folder, name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const git = (...args: string[]): string => gitIn(window.folder)(...args);
  const change = (name: string, from: string, to: string): void => {
    const before = read(name);
    assert.ok(before.includes(from));
    writeFileSync(
      file(name),
      before.replace(from, () => to),
    );
  };
  const commit = (message: string): void => {
    git('commit', '--quiet', '--all', '--message', message);
  };
  const page = () => window.workbench.page;
  const box = (): Locator => page().locator('.scm-editor .view-lines').first();
  const written = async (): Promise<string> =>
    (await box().innerText()).replaceAll(/\s+/g, ' ').trim();
  /**
   * A button of the Source Control view's title, which shows them while the mouse is in it. VS Code
   * has one of that name in the box, too.
   */
  const press = async (name: string): Promise<void> => {
    await page().mouse.move(800, 500);
    const header = page().locator('.sidebar .pane-header').first();
    await header.hover();
    await header.getByRole('button', { name, exact: true }).click();
  };
  /** Everything that the service was sent in the last question, as one text. */
  const sent = (): string => JSON.stringify(lastTask(window.service)['messages']);

  before(async () => {
    window = await openServiceWindow();
    await window.panel.message.waitFor();
    writeFileSync(file('notes.txt'), 'one\n');
    git('add', '.');
    for (const subject of ['feat(money): share out', 'fix: round to cents', 'docs: say why']) {
      writeFileSync(file('notes.txt'), `${subject}\n`);
      commit(subject);
    }
  });
  after(async () => {
    await window.close();
  });

  it('writes a commit message by the habit of the repository, and gives back what was there', async () => {
    const { workbench, service } = window;
    change('src/money.ts', '(cents * percent) / 100', '(cents * percent) / 100.0');
    writeFileSync(file('.env'), 'TOKEN=hunter2-hunter2\n');
    git('add', 'src/money.ts', '.env');
    await workbench.openView(/^Source Control/);
    await box().waitFor();
    await box().click();
    await page().keyboard.type('PLB-7 percent');
    const begun = box().getByText(/PLB-7.percent/);
    await begun.waitFor();
    service.enqueue(
      text(
        JSON.stringify({
          type: 'fix',
          scope: 'money',
          subject: 'Divide by a float (PLB-7).',
          body: 'A share of an odd amount was off by one cent.',
        }),
      ),
    );
    await press('Generate Commit Message');
    await until('the message is written', async () => /^fix/.test(await written()));
    assert.match(await written(), /^fix\(money\): divide by a float \(PLB-7\) A share of/);
    const question = sent();
    const notification = workbench.notification(/was written anew/);
    await notification.waitFor();
    // Away from the button, whose hover would lie over the message.
    await page().mouse.move(800, 500);
    await page().locator('.workbench-hover').waitFor({ state: 'hidden' });
    await workbench.screenshot('commit-message', 'docs');
    await notification.getByRole('button', { name: 'Undo' }).click();
    await begun.waitFor();
    assert.match(question, /Conventional Commits/);
    assert.match(question, /feat\(money\): share out/);
    assert.match(question, /PLB-7 percent/);
    assert.match(question, /100\.0/);
    assert.doesNotMatch(question, /hunter2/, 'what a guarded file holds is not sent');
    assert.match(question, /\.env/, 'its name is');
    assert.ok(isJsonObject(lastTask(service)['jsonSchema']));
  });

  it('stops at the button in the same place', async () => {
    const { service } = window;
    service.enqueue(text('{"type":"","scope":"","subject":"x","body":""}', { delayMs: 60_000 }));
    const before = sentTasks(service).length;
    await press('Generate Commit Message');
    await until('the question is sent', () => sentTasks(service).length > before);
    await press('Stop Generating Commit Message');
    await page()
      .getByRole('button', { name: 'Stop Generating Commit Message' })
      .waitFor({ state: 'detached' });
    await box()
      .getByText(/PLB-7.percent/)
      .waitFor();
  });

  it('reviews what is staged: comments and problems at their lines, with a fix to apply', async () => {
    const { workbench, service } = window;
    const finding = {
      path: 'src/money.ts',
      startLine: 3,
      severity: 'warning',
      title: 'The result is not whole for large amounts',
      explanation:
        'Beyond `2 ** 53` the product loses cents. ![x](https://example.invalid/x.png), www.example.invalid',
      original: '  return Math.round((cents * percent) / 100.0);',
      hasFix: true,
      replacement: '  return Math.round(cents * (percent / 100));',
    };
    const lost = { ...finding, title: 'Nowhere', original: '  return nothing;' };
    const elsewhere = { ...finding, title: 'Not asked about', path: 'package.json' };
    service.enqueue(
      text(JSON.stringify({ findings: [finding, lost, elsewhere], summary: 'One thing.' })),
    );
    await workbench.runCommand('Plumb: Review Staged Changes');
    const comment = page().locator('.review-widget').first();
    await comment.getByText('The result is not whole for large amounts').waitFor();
    assert.equal(await comment.locator('.comment-body img').count(), 0, 'no image is loaded (S19)');
    assert.equal(await comment.locator('.comment-body a').count(), 0, 'and nothing is a link');
    await comment.locator('.comment-body code').getByText('2 ** 53', { exact: true }).waitFor();
    await comment.getByText(', www.example.invalid').waitFor();
    await workbench
      .notification(/3 findings \(1 file reviewed\)\..*2 of them have no certain place/)
      .waitFor();
    await page().locator('.monaco-editor .squiggly-warning').first().waitFor();
    await workbench.screenshot('review-comments', 'docs');
    await workbench
      .notification(/3 findings/)
      .getByRole('button', { name: 'Show Summary' })
      .click();
    await workbench.editor().getByText('return nothing;').waitFor();
    await workbench.openFile('src/money.ts');
    await comment.getByRole('button', { name: 'Apply Fix' }).click();
    await workbench.editor().getByText('cents * (percent / 100)').waitFor();
    await page().locator('.codelens-decoration').getByText('Keep', { exact: true }).waitFor();
    await comment.waitFor({ state: 'detached' });
    assert.match(read('src/money.ts'), /cents \* \(percent \/ 100\)/);
    await workbench.runCommand('Plumb: Keep All');
  });

  it('reviews what differs from another branch, with new files, and is dismissed by a key', async () => {
    const { workbench, service } = window;
    git('checkout', '--quiet', '-b', 'topic');
    commit('fix: divide');
    writeFileSync(file('src/fresh.ts'), 'export const fresh = 1;\n');
    service.enqueue(
      text(
        JSON.stringify({
          findings: [
            {
              path: 'src/fresh.ts',
              startLine: 1,
              severity: 'info',
              title: 'Nobody uses it',
              explanation: 'No file imports it.',
              original: 'export const fresh = 1;',
              hasFix: false,
              replacement: '',
            },
          ],
          summary: '',
        }),
      ),
    );
    await workbench.runCommand('Plumb: Review Changes of Branch…');
    await workbench.quickPicks().filter({ hasText: 'main' }).first().click();
    await page().locator('.review-widget').getByText('Nobody uses it').waitFor();
    assert.match(sent(), /fresh = 1/);
    assert.match(sent(), /percent \/ 100/, 'what is committed on the branch');
    await workbench.runCommand('Plumb: Dismiss Finding');
    await page().locator('.review-widget').waitFor({ state: 'detached' });
  });

  it('explains a commit in the chat, with its changes', async () => {
    const { workbench, service, panel } = window;
    service.enqueue(text('It divides otherwise.'));
    await workbench.runCommand('Plumb: Explain Commit…');
    await workbench.quickPicks().filter({ hasText: 'fix: divide' }).first().click();
    await panel.log.getByText('It divides otherwise.').waitFor();
    assert.match(sent(), /percent \/ 100/);
  });

  it('resolves the conflicts of a merge, under review', async () => {
    const { workbench, service } = window;
    git('checkout', '--quiet', '--force', 'main');
    const middle = Array.from({ length: 12 }, (_, index) => `line ${index}`);
    const notes = (first: string, last: string): void => {
      writeFileSync(file('notes.txt'), [first, ...middle, last, ''].join('\n'));
    };
    notes('one', 'five');
    commit('docs: count');
    git('checkout', '--quiet', '-b', 'left');
    notes('one left', 'five left');
    commit('docs: left');
    git('checkout', '--quiet', '-b', 'right', 'main');
    notes('one right', 'five right');
    commit('docs: right');
    assert.throws(() => git('merge', 'left'), 'it is a conflict');
    await workbench.openFile('notes.txt');
    const lens = (name: string): Locator =>
      page().locator('.codelens-decoration').getByText(name, { exact: true }).first();
    service.enqueue(
      text(
        JSON.stringify({
          resolutions: [{ conflict: 1, resolution: 'one both\n', why: 'Both want a word.' }],
        }),
      ),
    );
    await lens('Plumb: Resolve Conflict').click();
    await workbench.editor().getByText('one both').waitFor();
    await workbench.notification(/Both want a word/).waitFor();
    assert.match(sent(), /one left/);
    await lens('Keep').waitFor();
    assert.match(read('notes.txt'), /^one both\nline 0\n[^<]*\nline 11\n<{7}/);
    await workbench.screenshot('resolve-conflict');
    service.enqueue(
      text(
        JSON.stringify({
          resolutions: [{ conflict: 1, resolution: 'five both', why: 'The same.' }],
        }),
      ),
    );
    await workbench.runCommand('Plumb: Resolve All Conflicts in File');
    await workbench.editor().getByText('five both').waitFor();
    const resolved = ['one both', ...middle, 'five both', ''].join('\n');
    await until('it is saved, and nothing else changed', () => read('notes.txt') === resolved);
    await workbench.runCommand('Plumb: Undo File');
    await until('the conflicts are back', () => /<{7} HEAD\none right/.test(read('notes.txt')));
  });
});
