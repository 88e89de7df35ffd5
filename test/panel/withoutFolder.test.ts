import assert from 'node:assert/strict';
import path from 'node:path';
import { z } from 'zod';
import { openActionMenu, takeAction } from '../support/actionMenu.ts';
import { text } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { NO_FOLDER } from '../support/vscode/workbenchUrl.ts';

/** What a person can ask about needs no folder; what changes files says that it does. */
describe('Plumb in a window without a folder', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({ folderUri: NO_FOLDER });
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);
  const spoken = (): string => JSON.stringify(lastTask(window.service)['messages']);
  const ends = async (words: string): Promise<void> => {
    await window.panel.log.getByText(words).waitFor();
    await window.panel.idle();
  };

  it('explains a text that is not saved, and knows the chat after a reload', async () => {
    const { workbench, service, panel } = window;
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.editor().waitFor();
    await workbench.page.keyboard.type('const answer = 6 * 7;');
    service.enqueue(text('It is forty-two.'));
    await workbench.runCommand('Plumb: Explain');
    await ends('It is forty-two.');
    assert.match(spoken(), /Attached Untitled-1:1/);
    assert.match(spoken(), /const answer = 6 \* 7;/);
    const { tools } = z
      .object({ tools: z.array(z.object({ name: z.string() })) })
      .parse(lastTask(service));
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['update_plan'],
      'a tool for files would be refused, and paid for',
    );
    await workbench.reload();
    await panel.log.getByText('It is forty-two.').waitFor();
  });

  it('asks about a file of elsewhere that is open, and offers no change of it', async () => {
    const { workbench, service, panel, folder } = window;
    const file = path.join(folder, 'src/money.ts');
    await workbench.openFile(file);
    await press('ControlOrMeta+A');
    const ask = await openActionMenu(workbench, 'Control+.', /^Plumb: Ask about This/);
    assert.equal(await ask.rows.filter({ hasText: 'Plumb: Refactor' }).count(), 0);
    await workbench.screenshot('without-folder');
    await takeAction(ask);
    await panel.frame.getByRole('button', { name: /^Remove .*money\.ts:1/ }).waitFor();
    service.enqueue(text('It splits cents.'));
    await panel.ask('What is it for?');
    await ends('It splits cents.');
    assert.ok(spoken().includes(`Attached ${file}:1`), spoken());
    assert.match(spoken(), /export function percentOf/);
  });

  it('says of a change that it needs the folder, with one thing to do', async () => {
    const { workbench, service } = window;
    const before = service.requests.length;
    await workbench.runCommand('Plumb: Refactor');
    const said = workbench.notification(
      /money\.ts is outside of the workspace, so Plumb explains it/,
    );
    await said.getByRole('button', { name: 'Open Folder…' }).waitFor();
    assert.equal(service.requests.length, before, 'nothing was asked');
  });
});
