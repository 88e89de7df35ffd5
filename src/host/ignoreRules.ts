import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';

/** Names of ignore files, in the order in which a later one overrules an earlier one. */
const NAMES = ['.gitignore', '.ignore', '.rgignore'];

/**
 * Reads the ignore files among the files of a folder.
 * @param paths all of the folder's files, `/`-separated
 * @returns whether a path of the folder is ignored
 */
export async function readIgnoreRules(
  folder: vscode.Uri,
  paths: readonly string[],
): Promise<(path: string) => boolean> {
  const rules = new Map<string, Ignore>();
  for (const name of NAMES) {
    for (const path of paths) {
      if (path !== name && !path.endsWith(`/${name}`)) continue;
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path));
      const directory = path.slice(0, -name.length);
      const known = rules.get(directory) ?? ignore();
      rules.set(directory, known.add(new TextDecoder().decode(bytes)));
    }
  }
  // From the folder inwards, so that the rules nearest to a file have the last word.
  const inOrder = [...rules].toSorted(([a], [b]) => a.length - b.length);
  return path => {
    let ignored = false;
    for (const [directory, rule] of inOrder) {
      if (!path.startsWith(directory)) continue;
      const said = rule.test(path.slice(directory.length));
      if (said.ignored) ignored = true;
      else if (said.unignored) ignored = false;
    }
    return ignored;
  };
}
