import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { existsAs } from '../files/existsAs.ts';
import type { EditStep } from './editSteps.ts';
import { holds } from './fileState.ts';
import type { PlannedRewrite } from './plannedChange.ts';

/**
 * Does steps in the editor; one undo takes all of them back.
 * @returns false if the editor did not do all of it. It stops at the first step that fails and leaves
 * those before it as they are.
 */
export async function carryOut(steps: readonly EditStep[]): Promise<boolean> {
  // VS Code takes an edit of nothing for one that failed.
  if (steps.length === 0) return true;
  const edit = new vscode.WorkspaceEdit();
  for (const step of steps) step(edit);
  return vscode.workspace.applyEdit(edit);
}

/**
 * Gives a file a name that differs in case alone, where that finds the same file. The editor's edits
 * do not: both names are one to them.
 */
export async function recase(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  if (!(await existsAs(from))) return;
  await vscode.workspace.fs.rename(from, to, { overwrite: false });
}

/**
 * Writes the bytes of a file that no editor shows. A document that is loaded all the same takes them
 * from the disk.
 * @throws PlumbError if the file is not as it was, or could not be written
 */
export async function rewrite({ uri, display, oldBytes, newBytes }: PlannedRewrite): Promise<void> {
  if (Buffer.compare(oldBytes, newBytes) === 0) return;
  await replaceBytes(uri, display, oldBytes, newBytes);
}

/** Undoes `rewrite`, also where it broke off within the file. Throws as `rewrite` does. */
export async function rewriteBack(change: PlannedRewrite): Promise<void> {
  const { uri, display, oldBytes, newBytes } = change;
  if (await holds(uri, oldBytes)) return;
  await replaceBytes(uri, display, newBytes, oldBytes);
}

/**
 * Writes other bytes of a file that no editor shows.
 * @throws PlumbError if it has other bytes than `from`, or could not be written
 */
export async function replaceBytes(
  uri: vscode.Uri,
  display: string,
  from: Uint8Array,
  to: Uint8Array,
): Promise<void> {
  if (!(await holds(uri, from))) {
    throw new PlumbError(`${display} was changed on the disk at the same time.`);
  }
  try {
    await vscode.workspace.fs.writeFile(uri, to);
  } catch (error) {
    // A part of it may have been written.
    if (!(await holds(uri, from))) await vscode.workspace.fs.writeFile(uri, from);
    throw new PlumbError(`${display} could not be written: ${String(error)}`, { cause: error });
  }
  if (await holds(uri, to)) return;
  throw new PlumbError(`${display} was changed on the disk at the same time.`);
}
