import type { Locator, Page } from 'playwright-core';

/** How long an entry may take before the menu is opened once more, in ms. */
const OPEN_MS = 3_000;

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
 * Opens a menu until it has an entry, takes that, and so on through its submenus. VS Code closes a
 * menu when the row that it belongs to is drawn anew, and extensions add their entries late. Entries
 * are taken by Enter: a menu ignores a click in its first moments, as it opened under the pointer.
 */
export async function chooseFromMenu(
  page: Page,
  open: () => Promise<void>,
  ...names: readonly [string | RegExp, ...(string | RegExp)[]]
): Promise<void> {
  const menu = page.locator('.monaco-menu').first();
  const deadline = Date.now() + 10 * OPEN_MS;
  for (;;) {
    await open();
    try {
      await menuEntry(page, names[0]).waitFor({ timeout: OPEN_MS });
      break;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      if (await menu.isVisible()) await page.keyboard.press('Escape');
    }
  }
  for (const name of names) {
    const entry = menuEntry(page, name);
    await entry.hover();
    await entry.and(page.locator('.focused')).waitFor();
  }
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'hidden' });
}
