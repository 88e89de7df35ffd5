import * as vscode from 'vscode';
import { EDITS_FOLDER, OPEN_FOLDER, REVIEW_FILE, REVIEW_FOLDER } from './storageNames.ts';

/**
 * Whether an earlier run left a change set open, or edits that nobody has decided on: what a window
 * must see to though nobody uses Plumb in it. Part of the entry, so it loads nothing.
 */
export async function hasUnfinishedEdits(storage: vscode.Uri): Promise<boolean> {
  const at = (...names: string[]): vscode.Uri => vscode.Uri.joinPath(storage, ...names);
  const [review, open] = await Promise.all([
    found(vscode.workspace.fs.stat(at(REVIEW_FOLDER, REVIEW_FILE))),
    found(vscode.workspace.fs.readDirectory(at(EDITS_FOLDER, OPEN_FOLDER))),
  ]);
  return review !== undefined || (open !== undefined && open.length > 0);
}

/** Undefined for what is not there, or cannot be looked at now: its first use says why. */
async function found<T>(looked: Thenable<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch {
    return undefined;
  }
}
