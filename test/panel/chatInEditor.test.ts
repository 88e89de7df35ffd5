import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from '../support/runware/answers.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const CODE = 'export const VAT = 0.2;';

const ANSWER = text(
  [
    'Put the **rate of tax** into `src/tax.ts`, beside src/money.ts:1.[^1]',
    `\`\`\`ts src/tax.ts\n${CODE}\n\`\`\``,
    '[^1]: A note on taxes.',
  ].join('\n\n'),
  {
    reasoning: 'Where do rates belong?',
    sources: { list: [{ url: 'https://tax.test/rates', title: 'Rates of tax' }] },
  },
);

describe('a chat and its answers, in the editor', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    window.service.enqueue(ANSWER, text('The second answer.'));
    await window.workbench.openFile('src/money.ts');
    await window.panel.ask('Where do I put it?');
    await window.panel.idle();
    await window.panel.ask('And what else?');
    await window.panel.idle();
  });
  after(async () => {
    await window.close();
  });

  const frame = () => window.panel.frame;
  const press = (key: string) => window.workbench.page.keyboard.press(key);
  const lines = () => window.workbench.editor().locator('.view-line');
  const tab = (name: string) =>
    window.workbench.page.locator('.editor-group-container .tab.active', { hasText: name });

  it('copies code, and inserts it where the cursor is, as one step of undo', async () => {
    await window.panel.button('Copy code').click();
    await until('it is copied', async () =>
      window.workbench.page
        .evaluate(async () => navigator.clipboard.readText())
        .then(it => it.includes('VAT')),
    );
    await window.workbench.editor().click();
    await press('ControlOrMeta+Home');
    await window.panel.button('Insert at cursor').click();
    await lines().filter({ hasText: 'VAT' }).first().waitFor();
    await window.workbench.editor().click();
    await press('ControlOrMeta+Z');
    await lines().filter({ hasText: 'VAT' }).first().waitFor({ state: 'detached' });
  });

  it('puts code into the file that it names, as a change to review', async () => {
    await window.panel.button('Apply').click();
    const file = path.join(window.folder, 'src', 'tax.ts');
    await until('the file is there', () => {
      try {
        return readFileSync(file, 'utf8').includes(CODE);
      } catch {
        return false;
      }
    });
    await window.panel.button('Keep all').click();
  });

  it('opens code as a new file', async () => {
    await window.panel.button('New file').click();
    await tab('Untitled-1').waitFor();
    await lines().filter({ hasText: 'VAT' }).first().waitFor();
  });

  it('opens a path of the answer at its line, and shows notes, sources and thoughts', async () => {
    const log = window.panel.log;
    await log.getByRole('link', { name: 'src/money.ts:1' }).click();
    await tab('money.ts').waitFor();
    await log.getByRole('list', { name: 'Footnotes' }).getByText('A note on taxes.').waitFor();
    await log.getByRole('link', { name: 'Rates of tax' }).waitFor();
    await log
      .getByText(/^Thought for/)
      .first()
      .click();
    await log.getByText('Where do rates belong?').waitFor();
  });

  it('finds a text across what is bold, and goes from message to message, by keys', async () => {
    await window.panel.message.focus();
    await press('ControlOrMeta+F');
    const box = frame().getByRole('textbox', { name: 'Find in chat' });
    await frame().locator('input:focus').waitFor();
    await window.workbench.page.keyboard.type('rate of tax into');
    assert.equal(await box.inputValue(), 'rate of tax into');
    assert.equal(await window.workbench.page.locator('.find-widget.visible').count(), 0);
    await frame().getByRole('search').getByText('1 of 1', { exact: true }).waitFor();
    await box.press('Escape');
    await frame().locator('textarea:focus').waitFor();
    await press('Alt+ArrowUp');
    await frame().locator('.user:focus', { hasText: 'Where do I put it?' }).waitFor();
    await press('Alt+ArrowDown');
    await frame().locator('.user:focus', { hasText: 'And what else?' }).waitFor();
  });

  it('has own messages by the arrow keys, and prompts by "/"', async () => {
    await window.panel.message.focus();
    await press('ArrowUp');
    assert.equal(await window.panel.message.inputValue(), 'And what else?');
    await press('ArrowUp');
    assert.equal(await window.panel.message.inputValue(), 'Where do I put it?');
    await press('ArrowDown');
    await press('ArrowDown');
    assert.equal(await window.panel.message.inputValue(), '');
    await window.workbench.page.keyboard.type('/expl');
    await frame()
      .getByRole('option', { name: /explain/ })
      .waitFor();
    await press('Enter');
    await until('the prompt stands there', async () =>
      /explain/i.test(await window.panel.message.inputValue()),
    );
    await window.panel.message.fill('');
  });

  it('pins a message, and deletes one until that is taken back', async () => {
    const menu = async (entry: string): Promise<void> => {
      await window.panel.button('More actions').first().click();
      await frame().getByRole('menuitem', { name: entry, exact: true }).click();
    };
    await menu('Pin');
    await frame().getByText('Pinned (1)').waitFor();
    await menu('Delete');
    const question = window.panel.log.getByText('Where do I put it?', { exact: true });
    await question.waitFor({ state: 'detached' });
    await window.panel.button('Undo').click();
    await question.waitFor();
    await window.workbench.screenshot('chat-in-editor');
  });
});
