import * as vscode from 'vscode';
import { realUri } from './realPath.ts';

/**
 * The URI under which the editor knows a real file. The two differ where a workspace folder was
 * opened through a link, or a file is open under another name: an edit under the real name would
 * make a second document beside the one that the user sees, and miss unsaved text.
 * @param real a URI as `realUri` gives it
 */
export async function editorUri(real: string): Promise<vscode.Uri> {
  const open = await openDocumentUri(real);
  if (open !== undefined) return open;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const root = await realUri(uri.toString());
    if (real === root) return uri;
    const below = `${root.replace(/\/$/, '')}/`;
    if (!real.startsWith(below)) continue;
    return vscode.Uri.joinPath(uri, decodeURIComponent(real.slice(below.length)));
  }
  return vscode.Uri.parse(real, true);
}

/** The open document of a real file: the one of that name, else one that leads there by links. */
async function openDocumentUri(real: string): Promise<vscode.Uri | undefined> {
  const { textDocuments } = vscode.workspace;
  const exact = textDocuments.find(({ uri }) => uri.toString() === real);
  if (exact !== undefined) return exact.uri;
  for (const { uri } of textDocuments) {
    if (uri.scheme === 'file' && (await leadsTo(uri, real))) return uri;
  }
  return undefined;
}

async function leadsTo(uri: vscode.Uri, real: string): Promise<boolean> {
  try {
    return (await realUri(uri.toString())) === real;
  } catch {
    // A document whose path leads nowhere is not this file's.
    return false;
  }
}
