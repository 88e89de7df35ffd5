import type { Workbench } from './workbench.ts';

const LIMIT_MS = 30_000;

/**
 * Opens one of the menus of actions by its key and takes an entry, with the keyboard alone. The menu
 * lists what extensions have told by then, so it is opened again until the entry is there.
 */
export async function chooseByKeys({ page }: Workbench, key: string, entry: RegExp): Promise<void> {
  const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
  const rows = menu.locator('.monaco-list-row.action');
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    await page.keyboard.press(key);
    try {
      await rows.filter({ hasText: entry }).first().waitFor({ timeout: 3_000 });
      break;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      if (await menu.isVisible()) await page.keyboard.press('Escape');
    }
  }
  const chosen = menu.locator('.monaco-list-row.action.focused').filter({ hasText: entry });
  for (let left = await rows.count(); left > 0 && (await chosen.count()) === 0; left -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  await chosen.waitFor();
  await page.keyboard.press('Enter');
}
