import * as vscode from 'vscode';
import { excludedGlobs, excludedMatcher } from '../search/excludedGlobs.ts';
import { isIgnored, rulesIn, type IgnoreRules } from '../search/ignoreRules.ts';

/**
 * The directories of a folder that hold a file of this name, by their paths within it, as far as
 * searches go. `workspace.findFiles` would wait for ever where nobody searches a file system for it.
 * @throws FileSystemError if a directory cannot be read
 */
export async function* directoriesWith(name: string, folder: vscode.Uri): AsyncGenerator<string> {
  const isExcluded = excludedMatcher(excludedGlobs(folder));
  yield* within('', []);

  async function* within(path: string, above: readonly IgnoreRules[]): AsyncGenerator<string> {
    const uri = vscode.Uri.joinPath(folder, path);
    const entries = await vscode.workspace.fs.readDirectory(uri);
    const names = new Set(entries.map(([entry]) => entry));
    if (names.has(name)) yield path;
    const prefix = path === '' ? '' : `${path}/`;
    const rules = await rulesIn(uri, prefix, names, above);
    for (const [entry, type] of entries) {
      const below = prefix + entry;
      if (type !== vscode.FileType.Directory || isExcluded(below)) continue;
      if (!isIgnored(`${below}/`, rules)) yield* within(below, rules);
    }
  }
}
