import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { gitApi } from './gitApi.ts';

/** Whether a workspace folder is in a repository that VS Code has open. */
export async function hasRepository(): Promise<boolean> {
  // Asking would start the extension; a window that has a repository has started it.
  if (vscode.extensions.getExtension('vscode.git')?.isActive !== true) return false;
  try {
    const api = await gitApi();
    return (vscode.workspace.workspaceFolders ?? []).some(
      ({ uri }) => api.getRepository(uri) !== null,
    );
  } catch (error) {
    if (error instanceof PlumbError) return false;
    throw error;
  }
}
