import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';

const bare = {
  type: 'object',
  properties: { name: { type: 'string' }, lines: { type: 'integer' } },
  required: ['name', 'lines'],
  additionalProperties: false,
};

describe('Ask for JSON, in the editor', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const choose = async (label: string): Promise<void> => {
    await window.workbench.quickPicks().filter({ hasText: label }).first().click();
  };
  /** Answers the input that asks with these words: the one before it may still be closing. */
  const answer = async (prompt: RegExp, words: string): Promise<void> => {
    const { page } = window.workbench;
    await page.locator('.quick-input-widget:visible').filter({ hasText: prompt }).waitFor();
    await window.workbench.quickInput().fill(words);
    await page.keyboard.press('Enter');
  };
  const ask = (): Promise<void> => answer(/What do you want to know/, 'Which is the longest file?');
  const shown = () => window.workbench.editor();

  it('sends a pasted schema and opens the answer as a document', async () => {
    const { workbench, service } = window;
    service.enqueue(text('{"name":"money.ts","lines":29}'));
    await workbench.runCommand('Plumb: Ask for JSON…');
    await choose('Paste a schema');
    await answer(/A JSON Schema, or an envelope/, JSON.stringify(bare));
    await ask();
    await shown().getByText('"money.ts"').waitFor();
    const task = lastTask(service);
    assert.equal(task['outputFormat'], 'JSON');
    assert.equal(task['jsonSchema'], JSON.stringify(bare), 'as the text that was pasted');
    await workbench.screenshot('ask-for-json');
  });

  it('sends a schema of a file with its envelope, and marks what does not fit', async () => {
    const { workbench, service, folder } = window;
    const envelope = { name: 'longest', strict: true, schema: bare };
    writeFileSync(path.join(folder, 'longest.schema.json'), JSON.stringify(envelope));
    service.enqueue(text('{"name":"money.ts","lines":"many"}'));
    await workbench.runCommand('Plumb: Ask for JSON…');
    await choose('Choose a file of the workspace');
    await window.workbench.quickInput().fill('longest.schema.json');
    await choose('longest.schema.json');
    await ask();
    await shown().getByText('"many"').waitFor();
    assert.deepEqual(lastTask(service)['jsonSchema'], envelope);
    await workbench.page
      .getByText(/The answer does not fit the schema: \/lines/)
      .first()
      .waitFor();
    await workbench.page.getByRole('button', { name: 'Show Problems' }).click();
    await workbench.page
      .locator('.markers-panel')
      .getByText(/\bplumb\b/)
      .first()
      .waitFor();
    await workbench.screenshot('ask-for-json-problems');
  });

  it('keeps the answer in a chat as well, where it was paid for', async () => {
    await window.panel.log.getByText('Which is the longest file?').waitFor();
  });
});
