import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { chooseFile } from '../support/fileDialog.ts';
import { text } from '../support/runware/answers.ts';
import { lastTask } from '../support/sentTasks.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const key = 'history-key-8d0b6b2f13c4';
const token = `ghp_${'a1B2c3D4e5'.repeat(4)}`;

/** The chats of a workspace, from the panel to the files on disk and back. */
describe('the history of chats, in the workbench', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({ keys: [key] });
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const chats = (): Locator => window.panel.frame.getByRole('navigation', { name: 'Chats' });
  const row = (title: string): Locator =>
    chats().getByRole('button', { name: new RegExp(`^${title} `) });
  const openHistory = async (): Promise<void> => {
    await window.panel.button('History').click();
    await chats().getByRole('listitem').first().waitFor();
  };
  const ask = async (question: string, answer: string): Promise<void> => {
    const { panel, service } = window;
    service.enqueue(text(answer));
    await panel.ask(question);
    await panel.log
      .getByText(answer.split(' ')[0] ?? '')
      .last()
      .waitFor();
    await panel.idle();
  };
  const heading = (title: string): Locator =>
    window.panel.frame.getByRole('heading', { level: 1, name: title, exact: true });
  const fileAt = (name: string): string => path.join(window.folder, name);
  const exportTo = async (name: string): Promise<string> => {
    await window.workbench.runCommand('Plumb: Export Chat…');
    await chooseFile(window.workbench, 'Export Chat', fileAt(name));
    const written = (): string =>
      existsSync(fileAt(name)) ? readFileSync(fileAt(name), 'utf8') : '';
    await until(`${name} is written`, () => written().endsWith('\n'));
    return written();
  };
  const importFrom = async (name: string): Promise<void> => {
    await window.workbench.runCommand('Plumb: Import Chat…');
    await chooseFile(window.workbench, 'Import Chat', fileAt(name));
  };

  it('R60 finds a chat by what was said in it', async () => {
    const { panel } = window;
    await ask('Where is the harbour?', 'Beside the old lighthouse.');
    await panel.button('New chat').click();
    await heading('New chat').waitFor();
    await pasteImage(panel.message, 'harbour.png');
    await panel.button('Remove harbour.png').waitFor();
    await ask('What is on it?', `Water. A note says ${token} and ${key}.`);
    await openHistory();
    await chats().getByRole('searchbox').fill('LIGHTHOUSE');
    const hits = chats().getByRole('region', { name: 'In the text' }).getByRole('listitem');
    await chats().getByText('1 place in texts', { exact: true }).waitFor();
    assert.equal(await hits.count(), 1);
    await window.workbench.screenshot('history-search', 'docs');
    assert.match(await hits.innerText(), /Where is the harbour\?[^]*Answer[^]*old lighthouse/);
    await hits.getByRole('button').click();
    await panel.log.getByText('Beside the old lighthouse.').waitFor();
  });

  it('S29 exports a chat as Markdown and JSON, with no secret of it in either', async () => {
    const { panel } = window;
    await openHistory();
    await row('What is on it\\?').click();
    await panel.log.getByText(token).waitFor();
    const markdown = await exportTo('kept.md');
    const json = await exportTo('kept.json');
    assert.match(markdown, /^# What is on it\?\n[^]*## You[^]*harbour\.png[^]*Water\./);
    assert.match(json, /"format": "plumb-chat"/);
    for (const written of [markdown, json]) {
      assert.match(written, /A note says \[GitHub token left out\] and \[redacted\]\./);
      assert.equal(written.includes(token) || written.includes(key), false);
    }
  });

  it('keeps a new title and a pin over a reload', async () => {
    const { workbench, panel } = window;
    await openHistory();
    await row('Where is the harbour\\?').press('F2');
    const field = chats().getByRole('textbox', { name: 'New title of Where is the harbour?' });
    await field.fill('Seafaring');
    await field.press('Enter');
    await row('Seafaring').waitFor();
    await chats().getByRole('button', { name: 'Actions for What is on it?' }).click();
    await chats().getByRole('button', { name: 'Pin', exact: true }).click();
    const pinned = chats().getByRole('region', { name: 'Pinned' });
    await pinned.getByText('What is on it?').waitFor();
    await workbench.reload();
    await panel.log.getByText('Water.').waitFor();
    await openHistory();
    await pinned.getByText('What is on it?').waitFor();
    assert.equal(await pinned.getByRole('listitem').count(), 1);
    await row('Seafaring').waitFor();
  });

  it('deletes a chat, takes that back at once, or later from what was deleted', async () => {
    const { panel } = window;
    await row('Seafaring').click();
    await heading('Seafaring').waitFor();
    await openHistory();
    await row('Seafaring').press('Delete');
    await row('Seafaring').waitFor({ state: 'detached' });
    await chats().getByRole('button', { name: 'Undo' }).click();
    await row('Seafaring').waitFor();
    await row('Seafaring').press('Delete');
    await row('Seafaring').waitFor({ state: 'detached' });
    await chats().getByRole('button', { name: 'Recently deleted' }).click();
    await chats().getByRole('button', { name: 'Restore Seafaring' }).click();
    await row('Seafaring').click();
    await panel.log.getByText('Beside the old lighthouse.').waitFor();
    await heading('Seafaring').waitFor();
  });

  it('imports the JSON as a chat of its own, its image with it', async () => {
    const { panel, service } = window;
    await importFrom('kept.json');
    await panel.log.getByText('[GitHub token left out]').waitFor();
    await panel.log.getByRole('img', { name: 'harbour.png' }).waitFor();
    await ask('Go on?', 'Gladly.');
    assert.match(JSON.stringify(lastTask(service)), /"images":\["[^"]+"\]/);
    await openHistory();
    assert.equal(await row('What is on it\\?').count(), 2);
    assert.equal(await chats().getByRole('listitem').count(), 3);
  });

  it('refuses a file that is no chat of ours, and says why', async () => {
    const { workbench, panel } = window;
    writeFileSync(fileAt('foreign.json'), '{"messages": []}\n');
    await importFrom('foreign.json');
    await workbench.notification('This is no chat that Plumb exported.').waitFor();
    await panel.button('History').click();
    await openHistory();
    assert.equal(await chats().getByRole('listitem').count(), 3);
  });
});

/** As a screenshot tool leaves it on the clipboard. */
async function pasteImage(message: Locator, name: string): Promise<void> {
  await message.evaluate(async (box, fileName) => {
    const canvas = new OffscreenCanvas(60, 40);
    canvas.getContext('2d')?.fillRect(0, 0, 30, 40);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const data = new DataTransfer();
    data.items.add(new File([blob], fileName, { type: 'image/png' }));
    box.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, name);
}
