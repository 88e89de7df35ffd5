import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { openPlumbWindow, type PlumbWindow } from '../support/plumbWindow.ts';

const SECTIONS = [
  'Connection',
  'Model',
  'Instructions',
  'Tools of the Service',
  'Spending Limits',
  'Approvals',
  'Commands and Explanations',
];

describe("Plumb in VS Code's settings editor", () => {
  let window: PlumbWindow;

  before(async () => {
    window = await openPlumbWindow({ viewport: { width: 1280, height: 800 } });
  });
  after(async () => {
    await window.close();
  });

  it('has its settings in sections, in their order', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.runCommand('Preferences: Open Settings (UI)');
    const contents = page.locator('.settings-toc-container .monaco-list-row');
    const open = async (name: RegExp, below: RegExp): Promise<void> => {
      const inside = contents.filter({ hasText: below });
      await until(`${below.source} is shown`, async () => {
        if (await inside.isVisible()) return true;
        // It closes again where what was found is drawn anew.
        await contents.filter({ hasText: name }).click();
        return await inside.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        );
      });
    };
    // The field of the search has the keyboard.
    await page.locator('.settings-editor .search-container .monaco-editor.focused').waitFor();
    await page.keyboard.type('@ext:plumb.plumb');
    await open(/^Extensions/, /^Plumb/);
    await open(/^Plumb/, new RegExp(`^${SECTIONS.at(-1) ?? ''}`));
    await workbench.screenshot('settings', 'docs');
    const rows = await contents.allInnerTexts();
    const first = rows.findIndex(row => row.startsWith(SECTIONS[0] ?? ''));
    assert.deepEqual(
      rows.slice(first, first + SECTIONS.length).map(row => row.replace(/\s*\(\d+\)$/, '')),
      SECTIONS,
    );
  });
});
