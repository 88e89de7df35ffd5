import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** A menu of actions that is open. */
export interface ActionMenu {
  /** The one that was waited for. */
  readonly entry: Locator;
  readonly rows: Locator;
}

/**
 * Opens one of VS Code's menus of actions by its key until it has an entry: extensions and servers
 * add theirs late.
 */
export async function openActionMenu(
  { page }: Workbench,
  key: string,
  entry: RegExp,
): Promise<ActionMenu> {
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

/**
 * Takes the entry of an open menu with the keyboard alone. VS Code 1.110 takes no click there before
 * the pointer has moved.
 */
export async function takeAction({ entry, rows }: ActionMenu): Promise<void> {
  const isFocused = (): Promise<boolean> =>
    entry.evaluate(row => row.classList.contains('focused'));
  for (let left = await rows.count(); left > 0 && !(await isFocused()); left -= 1) {
    await entry.page().keyboard.press('ArrowDown');
  }
  await entry.page().keyboard.press('Enter');
  await entry.waitFor({ state: 'hidden' });
}

/** Opens a menu by its key and takes an entry, with the keyboard alone. */
export async function chooseAction(
  workbench: Workbench,
  key: string,
  entry: RegExp,
): Promise<void> {
  await takeAction(await openActionMenu(workbench, key, entry));
}
