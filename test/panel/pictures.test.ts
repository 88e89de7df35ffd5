import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { openDemoWindow, type DemoWindow } from '../support/demoWindow.ts';
import { chatPanel } from '../support/chatPanel.ts';
import type { ThemeName } from '../support/workbench.ts';

const themes: readonly (readonly [name: string, theme: ThemeName])[] = [
  ['light', 'Light Modern'],
  ['dark', 'Dark Modern'],
  ['high-contrast', 'Dark High Contrast'],
  ['high-contrast-light', 'Light High Contrast'],
];

/** Pictures for people to look at: the panel's main states in the real workbench, in each theme. */
describe('pictures of the panel', () => {
  let window: DemoWindow;

  before(async () => {
    window = await openDemoWindow({ viewport: { width: 1280, height: 800 } });
    await window.workbench.openFile('src/discount.ts');
    await window.workbench.openView('Plumb');
    await chatPanel(window.workbench).message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  /** A picture of the state in each theme; each theme has to look different. */
  const pictures = async (state: string): Promise<void> => {
    const sizes = new Set<number>();
    for (const [name, theme] of themes) {
      await window.workbench.setTheme(theme);
      sizes.add(statSync(await window.workbench.screenshot(`${state}-${name}`, 'docs')).size);
    }
    assert.equal(sizes.size, themes.length);
  };

  it('shows a new chat', async () => {
    await chatPanel(window.workbench).frame.getByText('What shall we work on?').waitFor();
    await pictures('new-chat');
  });

  it('shows an edit that waits for a decision, then a finished turn', async () => {
    const panel = chatPanel(window.workbench);
    await panel.ask('The tests fail. Please find out why and fix it.');
    await panel.button('Approve').click();
    await panel.button('Always for this chat').waitFor();
    await pictures('approval');
    await panel.button('Always for this chat').click();
    await panel.button('Always for this chat').waitFor({ state: 'detached' });
    await panel.button('Approve').click();
    await panel.idle();
    await panel.frame.getByText('The tests pass again', { exact: true }).waitFor();
    await pictures('finished');
  });
});
