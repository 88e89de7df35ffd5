import * as vscode from 'vscode';
import type { FileNow } from '../edits/checkpoint.ts';

/** How the file of a URI is now: unsaved text wins over what is on the disk. */
export async function fileNow(uri: string): Promise<FileNow> {
  const at = vscode.Uri.parse(uri, true);
  try {
    const { type } = await vscode.workspace.fs.stat(at);
    if ((type & vscode.FileType.File) === 0) return 'unreadable';
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return isMissing ? 'missing' : 'unreadable';
  }
  try {
    const document = await vscode.workspace.openTextDocument(at);
    return { uri, text: document.getText(), encoding: document.encoding };
  } catch {
    // Binary, or larger than an editor takes.
    return 'unreadable';
  }
}
