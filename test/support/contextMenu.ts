import type { Locator, Page } from 'playwright-core';
import { openMenu } from './openMenu.ts';

/** An entry of the menu that is open: of the innermost that has it, where submenus are. */
export function menuEntry(page: Page, name: string | RegExp): Locator {
  const entry = page.getByRole('menuitem', { name, exact: true });
  return page.locator('.monaco-menu .action-item').filter({ has: entry }).last();
}

/** The menu of something, as the right button opens it. */
export function menuOf(where: Locator): () => Promise<void> {
  return () => where.click({ button: 'right' });
}

/**
 * Opens a menu until it has an entry, takes that, and so on through its submenus. Entries are taken by
 * Enter: a menu ignores a click in its first moments, as it opened under the pointer.
 */
export async function chooseFromMenu(
  page: Page,
  open: () => Promise<void>,
  ...names: readonly [string | RegExp, ...(string | RegExp)[]]
): Promise<void> {
  const menu = page.locator('.monaco-menu').first();
  await openMenu(open, menu, menuEntry(page, names[0]));
  for (const name of names) {
    const entry = menuEntry(page, name);
    await entry.hover();
    await entry.and(page.locator('.focused')).waitFor();
  }
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'hidden' });
}
