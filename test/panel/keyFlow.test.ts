import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text, tools } from '../support/runware/answers.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';

const firstKey = 'first-key-5d1f0a7c93';
const secondKey = 'second-key-b84e62f1d0';
const wrongKey = 'wrong-key-77aa01c2e9';
const missing = 'Plumb needs a Runware API key.';

describe('the key in the real workbench', () => {
  /** What the service takes; a test that takes a key away changes it. */
  const keys = [firstKey];
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({ keys, env: { RUNWARE_API_KEY: undefined } });
  });
  after(async () => {
    await window.close();
  });

  const input = () =>
    window.workbench.page.getByRole('textbox', { name: 'Plumb: Runware API key' });
  const enter = async (key: string): Promise<void> => {
    await input().fill(key);
    await input().press('Enter');
  };
  const composerHasFocus = async (): Promise<void> => {
    await window.panel.frame.locator('textarea:focus').waitFor();
  };
  const asked = (): number =>
    window.service.requests.filter(({ body }) => JSON.stringify(body).includes('textInference'))
      .length;

  it('is said to be missing, and asked for when a message is sent; giving up loses no word', async () => {
    const { panel, workbench } = window;
    await panel.frame.getByText(missing).waitFor();
    await panel.message.fill('My first message');
    await panel.message.press('Enter');
    await input().waitFor();
    assert.equal(await input().getAttribute('type'), 'password');
    await workbench.page.keyboard.press('Escape');
    await input().waitFor({ state: 'hidden' });
    await composerHasFocus();
    assert.equal(await panel.message.inputValue(), 'My first message');
    assert.equal(window.service.requests.length, 0);
  });

  it('stays in the input with the reason when the service refuses it', async () => {
    const { panel, workbench } = window;
    await panel.message.press('Enter');
    await enter(wrongKey);
    await workbench.page.getByText(/does not accept the API key/).waitFor();
    assert.equal(await input().inputValue(), wrongKey);
    assert.equal(asked(), 0);
  });

  it('is kept when it is good, and the message that waited for it is sent', async () => {
    const { panel, service } = window;
    service.enqueue(text('Your first answer'));
    await enter(firstKey);
    await panel.log.getByText('Your first answer').waitFor();
    await panel.frame.getByText(missing).waitFor({ state: 'detached' });
    assert.equal(await panel.message.inputValue(), '');
    await composerHasFocus();
  });

  it('outlives a reload of the window', async () => {
    const { panel, service, workbench } = window;
    await workbench.reload();
    service.enqueue(text('Your second answer'));
    await panel.ask('My second message');
    await panel.log.getByText('Your second answer').waitFor();
    assert.equal(await panel.frame.getByText(missing).count(), 0);
  });

  it('is asked for again when the service refuses it (R43): a good one sends the message by itself', async () => {
    const { panel, service } = window;
    keys[0] = secondKey;
    await panel.ask('My third message');
    await input().waitFor();
    await panel.log.getByText(/does not accept the API key/).waitFor();
    service.enqueue(text('Your third answer'));
    await enter(secondKey);
    await panel.log.getByText('Your third answer').waitFor();
    assert.equal(await panel.log.getByText('My third message', { exact: true }).count(), 1);
    assert.equal(await panel.log.getByText(/does not accept the API key/).count(), 0);
    await composerHasFocus();
  });

  it('is replaced in what a tool reads, on its way to the panel, the disk and the service (S26)', async () => {
    const { panel, service, folder } = window;
    writeFileSync(path.join(folder, 'deploy.env'), `OLD=${firstKey}\nTOKEN=${secondKey}\n`);
    service.enqueue(
      tools([{ name: 'read_file', arguments: { path: 'deploy.env' } }]),
      text('Read.'),
    );
    await panel.ask('What is in deploy.env?');
    await panel.button('Approve').click();
    await panel.log.getByText('Read.', { exact: true }).waitFor();
    const sent = JSON.stringify(service.requests.at(-1)?.body);
    assert.match(sent, /OLD=/);
    assert.match(sent, /TOKEN=/);
    const card = panel.log.getByRole('article', { name: 'read_file' });
    await card.locator('summary').click();
    await card.getByText('TOKEN=').waitFor();
  });

  it('is in no file, no request and no page (invariant 6)', async () => {
    const { panel, service, server, folder, workbench } = window;
    const bodies = JSON.stringify(service.requests.map(({ body, path: where }) => [where, body]));
    const page = await workbench.page.content();
    const stored = await workbench.page.evaluate(() => JSON.stringify(localStorage));
    const dom = await panel.frame
      .locator('html')
      .evaluate(html => new XMLSerializer().serializeToString(html));
    assert.match(dom, /My third message/);
    const files = [path.dirname(server.userDataDir), folder].flatMap(filesIn);
    const chats = files.filter(({ name }) => name.endsWith('.jsonl'));
    assert.ok(chats.some(({ content }) => content.includes('My third message')));
    for (const key of [firstKey, secondKey, wrongKey]) {
      const places = files.filter(({ content }) => content.includes(key)).map(({ name }) => name);
      const own = key === wrongKey ? [] : [path.join(folder, 'deploy.env')];
      assert.deepEqual(places, own, 'in files');
      assert.equal(bodies.includes(key), false, 'in what was sent');
      assert.equal(page.includes(key), false, 'in the workbench');
      assert.equal(stored.includes(key), false, "in the browser's storage");
      assert.equal(dom.includes(key), false, 'in the panel');
      assert.equal(server.output().includes(key), false, 'in what VS Code prints');
    }
  });

  it('is removed by a command, and then it is missing again', async () => {
    const { panel, workbench } = window;
    await workbench.runCommand('Plumb: Remove API Key');
    await workbench.notification('The API key is removed.').waitFor();
    await panel.frame.getByText(missing).waitFor();
    await panel.button('Set API key').click();
    await input().waitFor();
    await workbench.page.keyboard.press('Escape');
    await composerHasFocus();
  });
});

/** Every file below a folder, byte for byte; links are not followed. */
function filesIn(folder: string): { name: string; content: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(name);
    return entry.isFile() ? [{ name, content: readFileSync(name, 'latin1') }] : [];
  });
}
