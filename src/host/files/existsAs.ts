import * as vscode from 'vscode';
import { kindOf } from './workspaceFiles.ts';

/** Whether there is something of exactly this name: where case does not matter it has others too. */
export async function existsAs(uri: vscode.Uri): Promise<boolean> {
  if ((await kindOf(uri)) === 'missing') return false;
  const names = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(uri, '..'));
  return names.some(([name]) => name === uri.path.slice(uri.path.lastIndexOf('/') + 1));
}
