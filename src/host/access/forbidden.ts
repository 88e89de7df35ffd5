import type * as vscode from 'vscode';
import { realUri } from '../files/realPath.ts';
import { forbiddenBelow, isForbiddenIn, rulesOfFolder } from './plumbIgnore.ts';
import { enclosingFolders } from './enclosingFolders.ts';

/** Whether a `.plumbignore` of a workspace folder names a real URI. What cannot be told is forbidden. */
export async function isForbidden(uri: string): Promise<boolean> {
  try {
    for (const { folder, path } of await enclosingFolders(uri)) {
      if (await isForbiddenIn(folder, path, undefined)) return true;
    }
    return false;
  } catch {
    return true;
  }
}

/**
 * For searches: whether a path in a folder, `/`-separated and relative to it, is forbidden.
 * @param folderUri of a workspace folder, as the editor knows it
 */
export async function forbiddenIn(
  folderUri: vscode.Uri,
): Promise<(relativePath: string, isDirectory: boolean) => boolean> {
  try {
    const folders = await enclosingFolders(await realUri(folderUri.toString()));
    const tests = await Promise.all(
      folders.map(async ({ folder, path }) => {
        const isNamed = forbiddenBelow(await rulesOfFolder(folder));
        const prefix = path === '' ? '' : `${path}/`;
        return (inner: string, isDirectory: boolean): boolean =>
          isNamed(prefix + inner, isDirectory);
      }),
    );
    return (inner, isDirectory) => tests.some(test => test(inner, isDirectory));
  } catch {
    return () => true;
  }
}
