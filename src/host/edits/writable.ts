import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { isWritableOnDisk } from './writableOnDisk.ts';

/**
 * Refuses a file that could not be saved or deleted.
 * @throws PlumbError
 */
export async function requireWritable(uri: vscode.Uri, display: string): Promise<void> {
  requireWritableScheme(uri, display);
  const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
  const readOnly =
    (permissions & vscode.FilePermission.Readonly) !== 0 ||
    (uri.scheme === 'file' && !(await isWritableOnDisk(uri.fsPath)));
  if (!readOnly) return;
  throw new PlumbError(
    `${display} is read-only. If it has to change, ask the user to make it writable.`,
  );
}

/** @throws PlumbError if the whole file system is read-only */
export function requireWritableScheme(uri: vscode.Uri, display: string): void {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false) return;
  throw new PlumbError(`${display} is on a read-only file system (${uri.scheme}).`);
}
