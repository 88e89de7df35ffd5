import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';

/** The rules of one directory's ignore files; those of the directories above come before. */
export interface IgnoreRules {
  /** Path of the directory within the folder, ending in `/`; empty for the folder itself. */
  readonly directory: string;
  readonly rules: Ignore;
}

/** Names of ignore files, in the order in which a later one overrules an earlier one. */
export const IGNORE_FILES = ['.gitignore', '.ignore', '.rgignore'];

/**
 * The rules that hold in a directory: those above, and those of its own ignore files.
 * @param names what is in the directory
 */
export async function rulesIn(
  uri: vscode.Uri,
  directory: string,
  names: ReadonlySet<string>,
  above: readonly IgnoreRules[],
): Promise<readonly IgnoreRules[]> {
  const own = IGNORE_FILES.filter(name => names.has(name));
  if (own.length === 0) return above;
  const rules = ignore();
  for (const name of own) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, name));
    rules.add(new TextDecoder().decode(bytes));
  }
  return [...above, { directory, rules }];
}

/** @param path within the folder, ending in `/` if it is a directory */
export function isIgnored(path: string, all: readonly IgnoreRules[]): boolean {
  // From the folder inwards, so that the rules nearest to a file have the last word.
  return all.reduce((ignored, { directory, rules }) => {
    const said = rules.test(path.slice(directory.length));
    return said.ignored || (ignored && !said.unignored);
  }, false);
}
