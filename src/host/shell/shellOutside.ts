import { realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * The user's shell, unless it is a program of the workspace: which one is taken a repository's
 * settings can say, and so a file of its own would run with each command.
 * @param shell path as `vscode.env.shell` has it
 * @param folders paths of the workspace folders on the disk
 * @returns empty for a shell in a workspace folder, by its name or by where links lead
 */
export async function shellOutside(shell: string, folders: readonly string[]): Promise<string> {
  if (!path.isAbsolute(shell)) return shell;
  const places = [shell, await realOf(shell)];
  const roots = [...folders, ...(await Promise.all(folders.map(realOf)))];
  const isInside = places.some(place => roots.some(root => isWithin(place, root)));
  return isInside ? '' : shell;
}

function realOf(file: string): Promise<string> {
  return realpath(file).catch(() => path.resolve(file));
}

function isWithin(file: string, root: string): boolean {
  const inner = path.relative(root, file);
  return !path.isAbsolute(inner) && inner.split(path.sep)[0] !== '..';
}
