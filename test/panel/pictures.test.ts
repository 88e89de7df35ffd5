import AxeBuilder from '@axe-core/playwright';
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

  /** What axe finds in the panel's own page, with the colours that VS Code gives it. */
  const faults = async (theme: ThemeName): Promise<string[]> => {
    const { frame } = chatPanel(window.workbench);
    await frame.locator(`body[data-vscode-theme-name="${theme}"]`).waitFor();
    // The page lets the side bar shine through, which axe cannot see from within.
    await frame.locator('html').evaluate(html => {
      html.style.background = 'var(--vscode-sideBar-background)';
    });
    const { violations } = await new AxeBuilder({ page: window.workbench.page })
      .include({ fromFrames: ['iframe.webview[src*="plumb.plumb"]', '#active-frame', 'body'] })
      .analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
  };
  /** A picture of the state in each theme; each theme has to look different, and axe finds no fault. */
  const pictures = async (state: string): Promise<void> => {
    const sizes = new Set<number>();
    for (const [name, theme] of themes) {
      await window.workbench.setTheme(theme);
      assert.deepEqual(await faults(theme), [], `${state}, ${theme}`);
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
