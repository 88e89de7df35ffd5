import type { Workbench } from './workbench.ts';

/** Answers VS Code's own dialog for a file, which on a server is a field for a path, and closes it. */
export async function chooseFile(workbench: Workbench, title: string, file: string): Promise<void> {
  const { page } = workbench;
  const dialog = page.locator('.quick-input-widget:visible');
  await dialog.locator('.quick-input-title', { hasText: title }).waitFor();
  const field = workbench.quickInput();
  // The dialog writes the folder that it begins with once it has read it.
  await page.waitForFunction(() => {
    const input = document.querySelector<HTMLInputElement>('.quick-input-box input');
    return input?.value.startsWith('/') === true;
  });
  await field.fill(file);
  await field.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}
