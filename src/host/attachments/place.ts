import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { displayPath, namedFolders, resolveWorkspacePath } from '../../tools/paths.ts';
import type { PathPort, WorkspacePath } from '../../tools/ports.ts';
import { ToolRefusal } from '../../tools/tool.ts';

/**
 * The place of an address that came from the panel or from VS Code, through the same guard as the
 * paths of the model: nothing outside of the workspace, by whatever way.
 * @throws PlumbError saying why it cannot go along
 */
export async function placeOf(address: string, paths: PathPort): Promise<WorkspacePath> {
  const uri = parsed(address);
  const name = uri.path.split('/').at(-1) ?? '';
  const display = await displayOf(uri.toString(), paths);
  if (display === undefined) {
    throw new PlumbError(
      l10n.t(
        '{0} is outside of the workspace, so it goes along only while an editor shows it. Open it, or its folder.',
        name,
      ),
    );
  }
  try {
    return await resolveWorkspacePath(display, paths);
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    if (await paths.isForbidden(uri.toString())) {
      throw new PlumbError(l10n.t('{0} is off limits: a .plumbignore file names it.', display));
    }
    throw new PlumbError(l10n.t('{0} cannot be attached: {1}', display, error.message), {
      cause: error,
    });
  }
}

/** The address of a display path, as the editor would write it; undefined if no folder is its. */
export function addressOf(display: string, paths: PathPort): string | undefined {
  const folders = namedFolders(paths.folders());
  const segments = display.split('/');
  const name = folders.length > 1 ? segments.shift() : folders[0]?.name;
  const folder = folders.find(candidate => candidate.name === name);
  return folder && vscode.Uri.joinPath(vscode.Uri.parse(folder.uri, true), ...segments).toString();
}

/** How a file is called that lies in the workspace, as it is written or by where links lead. */
export async function displayOf(uri: string, paths: PathPort): Promise<string | undefined> {
  return displayPath(uri, paths.folders()) ?? displayOfReal(uri, paths);
}

/** The folder may have been opened through a link that the address does not go through. */
async function displayOfReal(uri: string, paths: PathPort): Promise<string | undefined> {
  // Looking at another machine's share would tell it who asks.
  if (!paths.folders().some(folder => rootOf(folder.uri) === rootOf(uri))) return undefined;
  const roots = await Promise.all(
    paths.folders().map(async folder => ({ ...folder, uri: await paths.realUri(folder.uri) })),
  );
  return displayPath(await paths.realUri(uri), roots);
}

/** Scheme and authority: `file://`; undefined for a path that is a share of the network. */
function rootOf(uri: string): string | undefined {
  const { scheme, authority, path } = vscode.Uri.parse(uri, true);
  return path.startsWith('//') ? undefined : `${scheme}://${authority}`;
}

function parsed(address: string): vscode.Uri {
  try {
    return vscode.Uri.parse(address, true);
  } catch (error) {
    throw new PlumbError(l10n.t('This is not the address of a file: {0}', address.slice(0, 200)), {
      cause: error,
    });
  }
}
