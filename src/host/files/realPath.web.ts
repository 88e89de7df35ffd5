import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';

/**
 * As `realPath.ts`. No file system but the disk's says where a link leads, so none is followed.
 * @throws PlumbError for what is a link, or lies behind one, in a workspace folder
 */
export async function realUri(uri: string): Promise<string> {
  const parsed = vscode.Uri.parse(uri, true);
  const folder = vscode.workspace.getWorkspaceFolder(parsed);
  if (folder === undefined) return parsed.toString();
  const root = folder.uri.path.replace(/\/$/, '');
  const below = parsed.path
    .slice(root.length + 1)
    .split('/')
    .filter(part => part !== '');
  for (let depth = 1; depth <= below.length; depth += 1) {
    const path = [root, ...below.slice(0, depth)].join('/');
    if (await isLink(folder.uri.with({ path }))) {
      throw new PlumbError(
        `${below.join('/')} cannot be used: ${below.slice(0, depth).join('/')} is a link, and nobody here can say where it leads. Choose another path.`,
      );
    }
  }
  return parsed.toString();
}

async function isLink(place: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(place);
    return (type & vscode.FileType.SymbolicLink) !== 0;
  } catch {
    // What is not there leads nowhere.
    return false;
  }
}
