import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/**
 * Opens one of VS Code's menus of actions by its key until it has an entry: extensions and servers
 * add theirs late.
 */
export async function openActionMenu(
  { page }: Workbench,
  key: string,
  entry: RegExp,
): Promise<{ readonly entry: Locator; readonly rows: Locator }> {
  const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
  const rows = menu.locator('.monaco-list-row.action');
  const row = rows.filter({ hasText: entry }).first();
  const deadline = Date.now() + 30_000;
  for (;;) {
    await page.keyboard.press(key);
    try {
      await row.waitFor({ timeout: 3_000 });
      return { entry: row, rows };
    } catch (error) {
      if (Date.now() > deadline) throw error;
      // Without a menu it would take the selection away.
      if (await menu.isVisible()) await page.keyboard.press('Escape');
    }
  }
}
