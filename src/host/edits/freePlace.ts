import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { existsAs } from '../files/existsAs.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';
import { requireWritableScheme } from './writable.ts';

/**
 * Refuses a place where there is a file, or unsaved text that would become one.
 * @param from the file that moves there, if one does: it may change the case of its own name
 * @throws PlumbError
 */
export async function requireFreePlace(
  uri: vscode.Uri,
  display: string,
  from?: vscode.Uri,
): Promise<void> {
  requireWritableScheme(uri, display);
  const kind = await kindOf(uri);
  if (kind !== 'missing' && !(await isOwnName(uri, from))) {
    throw new PlumbError(
      `${display} exists already${kind === 'directory' ? ' and is a directory' : ''}. Change it with an edit, or choose another path.`,
    );
  }
  await requireNoFileAbove(uri, display);
  if (hasUnsavedText(uri)) {
    throw new PlumbError(
      `the user has unsaved text in an editor for ${display}, which is not on the disk. Choose another path.`,
    );
  }
}

/** Where upper and lower case are the same, the file finds itself under its new name. */
async function isOwnName(uri: vscode.Uri, from: vscode.Uri | undefined): Promise<boolean> {
  if (from === undefined || uri.path === from.path) return false;
  if (uri.path.toLowerCase() !== from.path.toLowerCase()) return false;
  return !(await existsAs(uri));
}

/** An untitled document with a path is one that the user means to save there. */
function hasUnsavedText(uri: vscode.Uri): boolean {
  if (openDocument(uri)?.isDirty === true) return true;
  const untitled = openDocument(uri.with({ scheme: 'untitled' }));
  return untitled !== undefined && untitled.getText() !== '';
}

async function requireNoFileAbove(uri: vscode.Uri, display: string): Promise<void> {
  const above = vscode.Uri.joinPath(uri, '..');
  const kind = await kindOf(above);
  if (kind === 'directory' || above.path === uri.path) return;
  if (kind === 'missing') return requireNoFileAbove(above, display);
  const name = above.path.slice(above.path.lastIndexOf('/') + 1);
  throw new PlumbError(
    `nothing can be at ${display}, for ${name} is a file and not a directory. Choose another path.`,
  );
}
