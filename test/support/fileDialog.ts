import type { Workbench } from './workbench.ts';

/** Answers VS Code's own dialog for a file, which on a server is a field for a path, and closes it. */
export async function chooseFile(workbench: Workbench, title: string, file: string): Promise<void> {
  const dialog = workbench.page.locator('.quick-input-widget:visible');
  await dialog.locator('.quick-input-title', { hasText: title }).waitFor();
  // Until it lists the folder that it begins with, it writes over what is typed.
  await workbench.quickPicks().filter({ hasText: 'src' }).first().waitFor();
  const field = workbench.quickInput();
  await field.fill(file);
  await field.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}
