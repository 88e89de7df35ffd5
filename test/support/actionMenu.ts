import type { Locator } from 'playwright-core';
import { openMenu } from './openMenu.ts';
import type { Workbench } from './workbench.ts';

/** A menu of actions that is open. */
export interface ActionMenu {
  /** The one that was waited for. */
  readonly entry: Locator;
  readonly rows: Locator;
}

/** Opens one of VS Code's menus of actions by its key until it has an entry. */
export async function openActionMenu(
  { page }: Workbench,
  key: string,
  entry: RegExp,
): Promise<ActionMenu> {
  const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
  const rows = menu.locator('.monaco-list-row.action');
  const row = rows.filter({ hasText: entry }).first();
  await openMenu(() => page.keyboard.press(key), menu, row);
  return { entry: row, rows };
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
