import ignore from 'ignore';
import * as vscode from 'vscode';
import { isMissing } from '../files/fileBytes.ts';
import { excludedGlobs, excludedMatcher } from '../search/excludedGlobs.ts';
import { IGNORE_FILES, isIgnored, rulesIn, type IgnoreRules } from '../search/ignoreRules.ts';
import { enclosingFolders } from './enclosingFolders.ts';

/**
 * Whether ignore files or settings leave a file out, by its real URI: what searches skip. What lies
 * in none of the folders is left out.
 */
export async function isLeftOut(uri: string): Promise<boolean> {
  const [place] = await enclosingFolders(uri);
  if (place === undefined) return true;
  const { folder, opened, path } = place;
  if (path === '') return false;
  const parts = path.split('/');
  const prefixes = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
  if (prefixes.some(excludedMatcher(excludedGlobs(opened)))) return true;

  // A directory that is left out takes along what is below it, whatever that says itself.
  let rules: readonly IgnoreRules[] = await excludeFile(folder);
  for (const [index, prefix] of prefixes.entries()) {
    const directory = parts.slice(0, index).join('/');
    rules = await rulesOf(folder, directory, rules);
    if (isIgnored(index < parts.length - 1 ? `${prefix}/` : prefix, rules)) return true;
  }
  return false;
}

async function rulesOf(
  folder: vscode.Uri,
  directory: string,
  above: readonly IgnoreRules[],
): Promise<readonly IgnoreRules[]> {
  const uri = vscode.Uri.joinPath(folder, directory);
  const there = await Promise.all(
    IGNORE_FILES.map(async name => ((await exists(vscode.Uri.joinPath(uri, name))) ? [name] : [])),
  );
  return rulesIn(uri, directory === '' ? '' : `${directory}/`, new Set(there.flat()), above);
}

async function excludeFile(folder: vscode.Uri): Promise<readonly IgnoreRules[]> {
  const uri = vscode.Uri.joinPath(folder, '.git/info/exclude');
  if (!(await exists(uri))) return [];
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return [{ directory: '', rules: ignore().add(text) }];
}

/** @throws FileSystemError if it cannot be told */
async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
