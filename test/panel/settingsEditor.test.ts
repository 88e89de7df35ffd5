import assert from 'node:assert/strict';
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
    // The field of the search has the keyboard.
    await page.locator('.settings-editor .search-container .monaco-editor.focused').waitFor();
    await page.keyboard.type('@ext:plumb.plumb');
    // Each opens what is below it.
    await contents.filter({ hasText: /^Extensions/ }).click();
    await contents.filter({ hasText: /^Plumb/ }).click();
    await contents.filter({ hasText: SECTIONS.at(-1) ?? '' }).waitFor();
    await workbench.screenshot('settings', 'docs');
    const rows = await contents.allInnerTexts();
    const first = rows.findIndex(row => row.startsWith(SECTIONS[0] ?? ''));
    assert.deepEqual(
      rows.slice(first, first + SECTIONS.length).map(row => row.replace(/\s*\(\d+\)$/, '')),
      SECTIONS,
    );
  });
});
