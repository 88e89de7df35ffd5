import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { DEMO_NAME, openDemoWindow, type DemoWindow } from '../support/demoWindow.ts';
import { packVsix } from '../support/packVsix.ts';

describe('the packed extension in a real VS Code', () => {
  let window: DemoWindow;

  before(async () => {
    window = await openDemoWindow({ extensions: [packVsix()] });
  });
  after(async () => {
    await window.close();
  });

  it('is what VS Code has installed', () => {
    const installed = readdirSync(window.server.extensionsDir).filter(name => /plumb/.test(name));
    assert.deepEqual(installed, ['plumb.plumb-0.1.0']);
  });

  it('answers a message in its view', async () => {
    const { panel, workbench, demo } = window;
    await workbench.openView('Plumb');
    await panel.getByText(DEMO_NAME).waitFor();
    const message = panel.getByRole('textbox', { name: 'Message' });
    await message.fill('Hello there.');
    await message.press('Enter');
    const log = panel.getByRole('log', { name: 'Conversation' });
    await log.getByText('scripted local demo service').waitFor();
    await panel.getByRole('button', { name: 'Send', exact: true }).waitFor();
    assert.match(await log.innerText(), /Hello there\./);
    assert.ok(demo.url.startsWith('http://127.0.0.1:'));
  });
});
