import * as vscode from 'vscode';
import { realUri } from '../files/realPath.ts';

/** A workspace folder, by its real URI, and a path in it. */
export interface PlaceInFolder {
  readonly folder: vscode.Uri;
  /** As the editor knows it: settings are of this one. */
  readonly opened: vscode.Uri;
  /** `/`-separated, decoded; empty for the folder itself. */
  readonly path: string;
}

/**
 * The workspace folders that a real URI lies in: several where one lies within another, the
 * innermost first; none if it is outside.
 */
export async function enclosingFolders(real: string): Promise<readonly PlaceInFolder[]> {
  const target = vscode.Uri.parse(real, true);
  const places: PlaceInFolder[] = [];
  for (const { uri: opened } of vscode.workspace.workspaceFolders ?? []) {
    const folder = vscode.Uri.parse(await realUri(opened.toString()), true);
    if (folder.scheme !== target.scheme || folder.authority !== target.authority) continue;
    const root = folder.path.replace(/\/$/, '');
    const whole = target.path.replace(/\/$/, '');
    if (whole !== root && !whole.startsWith(`${root}/`)) continue;
    places.push({ folder, opened, path: whole.slice(root.length + 1) });
  }
  return places.toSorted((a, b) => b.folder.path.length - a.folder.path.length);
}
