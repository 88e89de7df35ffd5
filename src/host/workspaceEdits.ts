import * as vscode from 'vscode';
import { invertReplacements, type TextReplacement } from '../edits/textReplacement.ts';
import type { PlannedChange, PlannedUpdate } from './editPlan.ts';
import { kindOf, openDocument } from './workspaceFiles.ts';

/** Never over what somebody put there in the meantime. */
const NEVER_OVER = { overwrite: false, ignoreIfExists: false } as const;

/**
 * All changes as one `WorkspaceEdit`, which one undo takes back: creations, then the text of every
 * file, moves, and deletions last (to the trash, where the file system has one).
 */
export function workspaceEdit(changes: readonly PlannedChange[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) {
    if (change.kind === 'create') {
      edit.createFile(change.uri, { ...NEVER_OVER, contents: change.bytes });
    }
  }
  const updates = changes.filter(change => change.kind === 'update');
  for (const { document, edits } of updates) addText(edit, document, edits);
  for (const { document, moveTo } of updates) {
    if (moveTo !== undefined) edit.renameFile(document.uri, moveTo, NEVER_OVER);
  }
  for (const change of changes) if (change.kind === 'delete') edit.deleteFile(change.uri);
  return edit;
}

/** What takes back as much of the changes as was made, and the names of what it cannot. */
export interface Reversal {
  readonly edit: vscode.WorkspaceEdit;
  readonly stuck: readonly string[];
}

/** Looks at what has become of changes that were broken off, and works out how to take them back. */
export async function reversal(changes: readonly PlannedChange[]): Promise<Reversal> {
  const edit = new vscode.WorkspaceEdit();
  const stuck: string[] = [];
  for (const change of changes.toReversed()) {
    const done = await reverse(change, edit);
    if (!done) stuck.push(change.display);
  }
  return { edit, stuck };
}

/** @returns false if somebody has gone on working on what we made, so that it is theirs now */
async function reverse(change: PlannedChange, edit: vscode.WorkspaceEdit): Promise<boolean> {
  switch (change.kind) {
    case 'create':
      if ((await kindOf(change.uri)) === 'missing') return true;
      if (!(await holds(change.uri, change.bytes))) return false;
      edit.deleteFile(change.uri, { ignoreIfNotExists: true });
      return true;
    case 'delete':
      if ((await kindOf(change.uri)) !== 'missing') return true;
      edit.createFile(change.uri, { ...NEVER_OVER, contents: change.bytes });
      return true;
    case 'update':
      return reverseUpdate(change, edit);
  }
}

async function reverseUpdate(change: PlannedUpdate, edit: vscode.WorkspaceEdit): Promise<boolean> {
  const { document, moveTo, before, after, edits } = change;
  const moved = moveTo !== undefined && (await kindOf(document.uri)) === 'missing';
  const now = moved ? openDocument(moveTo) : document;
  // A file that moved without a change of text has no document that could have changed.
  const text = now?.getText() ?? after;
  if (text !== after && text !== before) return false;
  if (text === after && now !== undefined) addText(edit, now, invertReplacements(before, edits));
  if (moved) edit.renameFile(moveTo, document.uri, NEVER_OVER);
  return true;
}

function addText(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  replacements: readonly TextReplacement[],
): void {
  for (const { start, end, text } of replacements) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, text);
  }
}

async function holds(uri: vscode.Uri, bytes: Uint8Array): Promise<boolean> {
  return Buffer.compare(await vscode.workspace.fs.readFile(uri), bytes) === 0;
}
