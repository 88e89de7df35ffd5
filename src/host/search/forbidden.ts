import type * as vscode from 'vscode';

/**
 * What `.plumbignore` forbids in a workspace folder: a test of paths within it, `/`-separated and
 * without a slash at the end. A search fails if it rejects.
 */
export type ForbiddenIn = (
  folderUri: vscode.Uri,
) => Promise<(relativePath: string, isDirectory: boolean) => boolean>;

/** Whether neither a file nor a directory above it is forbidden. */
export function notForbidden(
  isForbidden: (relativePath: string, isDirectory: boolean) => boolean,
): (path: string) => boolean {
  const directories = new Map<string, boolean>();
  const isOpen = (directory: string): boolean => {
    const known = directories.get(directory);
    if (known !== undefined) return known;
    const end = directory.lastIndexOf('/');
    const open = (end < 0 || isOpen(directory.slice(0, end))) && !isForbidden(directory, true);
    directories.set(directory, open);
    return open;
  };
  return path => {
    const end = path.lastIndexOf('/');
    return (end < 0 || isOpen(path.slice(0, end))) && !isForbidden(path, false);
  };
}
