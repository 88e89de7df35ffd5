import { access, constants, stat } from 'node:fs/promises';

/** VS Code does not save over a file whose owner has no write bit, not even for the superuser. */
export async function isWritableOnDisk(file: string): Promise<boolean> {
  try {
    await access(file, constants.W_OK);
    return ((await stat(file)).mode & constants.S_IWUSR) !== 0;
  } catch {
    return false;
  }
}
