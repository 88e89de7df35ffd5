import type { Locator } from 'playwright-core';

/**
 * Opens the menu of something by the right button and takes an entry. It is taken by Enter, for VS
 * Code ignores a click on a menu that has only just opened.
 */
export async function chooseFromMenu(where: Locator, entry: string): Promise<void> {
  await where.click({ button: 'right' });
  await takeFromMenu(where, entry);
}

/** Takes an entry of the menu that is open. */
export async function takeFromMenu(beside: Locator, entry: string): Promise<void> {
  const page = beside.page();
  const item = page.locator('.monaco-menu').getByRole('menuitem', { name: entry, exact: true });
  await item.hover();
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'detached' });
}
