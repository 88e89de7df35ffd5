import type { Locator } from 'playwright-core';

/** How long an entry may take before its menu is opened once more, in ms. */
const OPEN_MS = 3_000;

/**
 * Opens a menu until it has an entry: VS Code closes it when the row that it belongs to is drawn anew,
 * and extensions and servers add their entries late.
 */
export async function openMenu(
  open: () => Promise<void>,
  menu: Locator,
  entry: Locator,
): Promise<void> {
  const deadline = Date.now() + 10 * OPEN_MS;
  for (;;) {
    await open();
    try {
      await entry.waitFor({ timeout: OPEN_MS });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      // Without a menu it would do something else.
      if (await menu.isVisible()) await menu.page().keyboard.press('Escape');
    }
  }
}
