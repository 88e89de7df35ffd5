import * as vscode from 'vscode';
import { isDependency, isSecretByName } from '../../tools/secretFiles.ts';

/** What Plumb can do with a document without being refused or asking about it first. */
export type DocumentUse = 'edit' | 'read' | 'nothing';

/**
 * Told by the document's address alone, so it can be asked at each move of the cursor. What only the
 * disk knows (`.plumbignore`, a key inside) is found where something is done with it.
 */
export function documentUse({ uri, isUntitled }: vscode.TextDocument): DocumentUse {
  if (isUntitled) return 'read';
  const isWritable = vscode.workspace.fs.isWritableFileSystem(uri.scheme);
  // Of no file system: what a program printed, a comment that is being written.
  if (isWritable === undefined || isSecretByName(uri.path)) return 'nothing';
  if (!isWritable || vscode.workspace.getWorkspaceFolder(uri) === undefined) return 'read';
  return isDependency(vscode.workspace.asRelativePath(uri)) ? 'read' : 'edit';
}
