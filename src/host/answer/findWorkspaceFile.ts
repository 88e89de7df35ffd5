import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { resolveWorkspacePath } from '../../tools/paths.ts';
import type { FilesPort, PathPort, WorkspacePath } from '../../tools/ports.ts';
import { ToolRefusal } from '../../tools/tool.ts';

/** Longer names are no paths that anybody wrote by hand. */
const MAX_PATH = 300;

/** Of a name that fits so many files nothing is told. */
const MOST_FOUND = 20;

/**
 * The files that a path of an answer can mean: the one at this very place, else those whose path
 * ends like it (`chatView.ts` for `src/host/chatView.ts`). Windows' way of writing is taken too.
 * @param inFolders false to take a path only at its very place
 */
export async function findWorkspaceFiles(
  written: string,
  ports: { readonly paths: PathPort; readonly files: FilesPort },
  inFolders = true,
): Promise<readonly WorkspacePath[]> {
  const path = asWorkspacePath(written);
  if (path === '' || path.length > MAX_PATH) return [];
  const exact = await fileAt(path, ports);
  if (exact !== undefined) return [exact];
  if (!inFolders || /^(?:\/|\.\.)/.test(path)) return [];
  const pattern = `**/${path.replace(/^\.\//, '').replace(/[[\]{}*?]/g, '[$&]')}`;
  const uris = await vscode.workspace.findFiles(pattern, undefined, MOST_FOUND);
  const found = await Promise.all(
    uris.map(uri => fileAt(vscode.workspace.asRelativePath(uri, isMultiRoot()), ports)),
  );
  return found.filter(file => file !== undefined);
}

function isMultiRoot(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length > 1;
}

/** `C:\work\src\a.ts` and `src\a.ts` as paths with `/`, relative where they lie in the workspace. */
function asWorkspacePath(written: string): string {
  const trimmed = written.trim();
  if (/^[a-z]:[\\/]/i.test(trimmed)) {
    const relative = vscode.workspace.asRelativePath(vscode.Uri.file(trimmed), isMultiRoot());
    return /^[a-z]:/i.test(relative) ? '' : relative;
  }
  return trimmed.replaceAll('\\', '/');
}

async function fileAt(
  path: string,
  { paths, files }: { readonly paths: PathPort; readonly files: FilesPort },
): Promise<WorkspacePath | undefined> {
  try {
    const found = await resolveWorkspacePath(path, paths);
    return (await files.kind(found)) === 'file' ? found : undefined;
  } catch (error) {
    // Outside, forbidden, or no path at all: no file that can be named to a person as one of theirs.
    if (error instanceof ToolRefusal || error instanceof PlumbError) return undefined;
    throw error;
  }
}
