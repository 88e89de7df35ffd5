import assert from 'node:assert/strict';
import { chatPanel } from '../support/chatPanel.ts';
import { openDemoWindow, type DemoWindow } from '../support/demoWindow.ts';

/** The light bulb has its own test, in the packed extension: test/package/lightBulb.test.ts. */
describe('Plumb from the editor', () => {
  let window: DemoWindow;

  before(async () => {
    window = await openDemoWindow();
    await window.workbench.openFile('src/money.ts');
  });
  after(async () => {
    await window.close();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);

  async function selectShareOut(): Promise<void> {
    const { workbench } = window;
    await workbench.openFile('src/money.ts');
    await press('Control+G');
    await workbench.quickInput().fill(':7');
    await press('Enter');
    await workbench.quickInput().waitFor({ state: 'hidden' });
    for (let line = 7; line <= 18; line += 1) await press('Shift+ArrowDown');
  }

  it('explains the selection by the palette, with the keyboard alone', async () => {
    const { workbench } = window;
    await selectShareOut();
    await workbench.runCommand('Plumb: Explain');
    const panel = chatPanel(workbench);
    await panel.log.getByText('largest remainder method').waitFor();
    await panel.idle();
    assert.match(await panel.log.innerText(), /src\/money\.ts:7-18/);
  });

  it('offers them all in the context menu of a selection', async () => {
    const { workbench } = window;
    await selectShareOut();
    await press('Shift+F10');
    const menus = workbench.page.locator('.monaco-menu');
    await menus.getByRole('menuitem', { name: 'Plumb', exact: true }).click();
    // VS Code has an Explain and a Fix of its own in the outer menu.
    const ours = menus.last().getByRole('menuitem');
    await ours.filter({ hasText: 'Generate Docs' }).waitFor();
    await workbench.screenshot('context-menu', 'shots');
    // Keys stand beside the names.
    const names = (await ours.allInnerTexts()).map(text => text.split('\n')[0]?.trim() ?? '');
    assert.deepEqual(
      names.filter(name => name !== ''),
      [
        'Edit with Instruction…',
        'Fix',
        'Refactor',
        'Generate Tests',
        'Generate Docs',
        'Explain',
        'Ask about This…',
        'Add Selection to Chat',
      ],
    );
    await press('Escape');
    await press('Escape');
  });

  it('is among the refactorings of a selection', async () => {
    const { workbench } = window;
    await selectShareOut();
    await press('Control+Shift+R');
    const menu = workbench.page.locator('.action-widget');
    for (const name of ['Plumb: Refactor', 'Plumb: Generate Tests', 'Plumb: Generate Docs']) {
      await menu.getByText(name, { exact: true }).waitFor();
    }
    await press('Escape');
  });
});
