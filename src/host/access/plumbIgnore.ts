import { lstatSync, readFileSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import { isMissing } from '../files/fileBytes.ts';
import { isNothingThere } from '../files/isNothingThere.ts';
import { directoriesWith } from './plumbIgnoreFiles.ts';

const NAME = '.plumbignore';

/** What one `.plumbignore` says; `all` where it cannot be read, so that nothing opens by mistake. */
type Rules = Ignore | 'all' | undefined;

/** The rules of a directory by its path within the folder: `''`, `src`, `src/a`. */
type RulesAt<Answer> = (directory: string) => Answer;

/**
 * Whether the rules of the directories on the way name a path. A nested file can add to what is
 * forbidden and take nothing back: what a person forbade at the top stays so.
 * @param path within the folder, without a `/` at its end; empty for the folder itself
 * @param isDirectory undefined where it is not known, and then either counts
 */
function isNamed(
  path: string,
  isDirectory: boolean | undefined,
  rules: Rules,
  from: string,
): boolean {
  if (rules === undefined) return false;
  const inner = path.slice(from === '' ? 0 : from.length + 1).normalize('NFC');
  // It says what is forbidden, so it may be read; it is a protected file.
  if (inner === NAME || inner === '') return false;
  if (rules === 'all') return true;
  return (
    (isDirectory !== true && rules.ignores(inner)) ||
    (isDirectory !== false && rules.ignores(`${inner}/`))
  );
}

/** The directories above a path, the folder first: `a/b/c` is below '', `a` and `a/b`. */
function above(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_part, index) => parts.slice(0, index + 1).join('/'))];
}

/** Whether a `.plumbignore` of a folder, or below it, names a path in it. */
export async function isForbiddenIn(
  folder: vscode.Uri,
  path: string,
  isDirectory: boolean | undefined,
): Promise<boolean> {
  for (const directory of above(path)) {
    if (isNamed(path, isDirectory, await rulesOf(folder, directory), directory)) return true;
  }
  return false;
}

/** As `isForbiddenIn`, at once: for searches, which ask of many paths. Reads each file once. */
export function forbiddenBelow(
  rulesAt: RulesAt<Rules>,
): (path: string, isDirectory: boolean) => boolean {
  const known = new Map<string, Rules>();
  const rulesKnown = (directory: string): Rules => {
    if (!known.has(directory)) known.set(directory, rulesAt(directory));
    return known.get(directory);
  };
  return (path, isDirectory) =>
    above(path).some(directory => isNamed(path, isDirectory, rulesKnown(directory), directory));
}

/** The rules of a folder's directories: from the disk, or all read before on other file systems. */
export async function rulesOfFolder(folder: vscode.Uri): Promise<RulesAt<Rules>> {
  if (folder.scheme === 'file') return directory => rulesOnDisk(folder, directory);
  const all = new Map<string, Rules>();
  for await (const directory of directoriesWith(NAME, folder)) {
    all.set(directory, await rulesOf(folder, directory));
  }
  return directory => all.get(directory);
}

async function rulesOf(folder: vscode.Uri, directory: string): Promise<Rules> {
  const uri = vscode.Uri.joinPath(folder, directory, NAME);
  try {
    return parsed(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    return isMissing(error) && !(await isBrokenLink(uri)) ? undefined : 'all';
  }
}

/** A link that leads nowhere is a file that cannot be read, and none that is missing. */
async function isBrokenLink(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return false;
  try {
    await lstat(uri.fsPath);
    return true;
  } catch (error) {
    return !isNothingThere(error);
  }
}

function rulesOnDisk(folder: vscode.Uri, directory: string): Rules {
  const file = vscode.Uri.joinPath(folder, directory, NAME).fsPath;
  try {
    return parsed(readFileSync(file));
  } catch (error) {
    if (!isNothingThere(error)) return 'all';
    return lstatOf(file) ? 'all' : undefined;
  }
}

function lstatOf(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** @throws TypeError if it is no UTF-8 */
function parsed(bytes: Uint8Array): Ignore {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return ignore().add(text.normalize('NFC'));
}
