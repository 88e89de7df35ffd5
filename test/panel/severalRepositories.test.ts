import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { chooseFromMenu, menuOf } from '../support/contextMenu.ts';
import { gitIn } from '../support/gitFolder.ts';
import { text } from '../support/runware/answers.ts';
import { lastTask, sentTasks } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const FILE = 'src/money.ts';
const message = (subject: string) =>
  text(JSON.stringify({ type: '', scope: '', subject, body: '' }));

/** Two repositories in one window, each a folder of the workspace. */
describe('Source control with several repositories', () => {
  let window: ServiceWindow;

  const folderOf = (name: string): string => path.join(path.dirname(window.folder), name);
  const change = (name: string, amount: string): void => {
    const file = path.join(folderOf(name), FILE);
    const before = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      before.replace(/percent\) \/ [\d.]+/, () => `percent) / ${amount}`),
    );
  };
  const page = () => window.workbench.page;
  const sent = (): string => JSON.stringify(lastTask(window.service)['messages']);
  const row = (name: RegExp): Locator =>
    page().locator('.sidebar').getByRole('treeitem', { name }).first();
  const repository = (name: string): Locator => row(new RegExp(`^${name}\\b`));
  /** What stands in a repository's box. */
  const box = async (at: number): Promise<string> =>
    (await page().locator('.scm-editor .view-lines').nth(at).innerText())
      .replaceAll(/\s+/g, ' ')
      .trim();

  before(async () => {
    window = await openServiceWindow({
      viewport: { width: 1440, height: 1000 },
      moreFolders: ['second-workspace'],
    });
    await window.panel.message.waitFor();
    change('sample-workspace', '100.1');
    change('second-workspace', '100.2');
    gitIn(folderOf('second-workspace'))('commit', '--quiet', '--allow-empty', '-m', 'Second one');
    await window.workbench.openView(/^Source Control/);
    await repository('second-workspace').waitFor();
    await page().locator('.scm-editor').nth(1).waitFor();
  });
  after(async () => {
    await window.close();
  });

  it('writes the message into the box of the repository whose button is pressed', async () => {
    const { workbench, service } = window;
    for (const [at, name, amount] of [
      [1, 'second-workspace', '100.2'],
      [0, 'sample-workspace', '100.1'],
    ] as const) {
      service.enqueue(message(`Of ${name}`));
      await repository(name).hover();
      await workbench.screenshot(`several-repositories-${at}`);
      await repository(name)
        .getByRole('button', { name: 'Generate Commit Message', exact: true })
        .click();
      await until('the message is written', async () => (await box(at)) === `Of ${name}`);
      assert.ok(sent().includes(amount));
      assert.ok(sent().includes(name));
    }
    assert.equal(await box(1), 'Of second-workspace', 'the other is left alone');
    await workbench.screenshot('several-repositories-written');
  });

  it('writes in one while the other waits, each with a Stop of its own', async () => {
    const { service } = window;
    const button = async (name: string, label: string): Promise<Locator> => {
      await repository(name).hover();
      return repository(name).getByRole('button', { name: label, exact: true });
    };
    const write = 'Generate Commit Message';
    const stop = 'Stop Generating Commit Message';
    const before = sentTasks(service).length;
    service.enqueue(
      text('{"type":"","scope":"","subject":"Late","body":""}', { delayMs: 60_000 }),
      message('Meanwhile'),
    );
    await (await button('sample-workspace', write)).click();
    await until('the first is asked', () => sentTasks(service).length > before);
    await (await button('second-workspace', write)).click();
    await until('the second is written', async () => (await box(1)) === 'Meanwhile');
    await (await button('second-workspace', write)).waitFor();
    await (await button('sample-workspace', stop)).click();
    await (await button('sample-workspace', write)).waitFor();
    assert.equal(await box(0), 'Of sample-workspace');
  });

  it('asks by the palette which one is meant, that of the active editor first', async () => {
    const { workbench, service } = window;
    writeFileSync(path.join(folderOf('second-workspace'), 'onlyHere.md'), 'Only here.\n');
    await workbench.openFile('onlyHere.md');
    service.enqueue(message('By the palette'));
    await workbench.runCommand('Plumb: Generate Commit Message');
    const picks = workbench.quickPicks();
    await picks.filter({ hasText: 'sample-workspace' }).last().waitFor();
    await workbench.screenshot('several-repositories-palette');
    assert.match(await picks.first().innerText(), /^second-workspace/);
    await workbench.page.keyboard.press('Enter');
    await until('the message is written', async () => (await box(1)) === 'By the palette');
    assert.equal(await box(0), 'Of sample-workspace');
  });

  it('reviews the changes of the repository whose menu it is', async () => {
    const { workbench, service } = window;
    service.enqueue(text(JSON.stringify({ findings: [], summary: 'Nothing.' })));
    const groups = page()
      .locator('.sidebar')
      .getByRole('treeitem', { name: /^Changes/ });
    await chooseFromMenu(page(), menuOf(groups.nth(1)), 'Review Changes That Are Not Staged');
    await workbench.notification('Plumb found nothing to remark in 2 files.').waitFor();
    assert.match(sent(), /100\.2/);
    assert.doesNotMatch(sent(), /100\.1/);
  });

  it('offers the commits of all of them to be explained', async () => {
    const { workbench, service, panel } = window;
    service.enqueue(text('It is empty.'));
    await workbench.runCommand('Plumb: Explain Commit…');
    const picks = workbench.quickPicks();
    await picks.filter({ hasText: /Sample workspace.*· sample-workspace/ }).waitFor();
    await workbench.screenshot('several-repositories-commits');
    await picks.filter({ hasText: /Second one.*· second-workspace/ }).click();
    await panel.log.getByText('It is empty.').waitFor();
    assert.match(sent(), /Second one/);
  });
});
