import * as vscode from 'vscode';
import type { FileNow } from '../edits/checkpoint.ts';
import { readState } from './edits/fileState.ts';
import { editorUri } from './files/editorUri.ts';
import { refuseNotebook } from './files/fileBytes.ts';
import { realUri } from './files/realPath.ts';
import { kindOf, openDocument } from './files/workspaceFiles.ts';

/**
 * How the file of a URI is now, read as a change set reads it: unsaved text wins over what is on the
 * disk, and what is on the disk has all of its line endings.
 */
export async function fileNow(uri: string): Promise<FileNow> {
  try {
    const kind = await kindOf(vscode.Uri.parse(uri, true));
    if (kind !== 'file') return kind === 'missing' ? 'missing' : 'unreadable';
    // It may be open under another name.
    const at = await editorUri(await realUri(uri));
    const open = openDocument(at);
    if (open?.isDirty === true) {
      refuseNotebook(at, uri);
      return { uri, text: open.getText(), encoding: open.encoding };
    }
    const { text, encoding } = await readState(at, uri);
    return { uri, text, encoding };
  } catch {
    // Binary, larger than an editor takes, not valid in its encoding, or not to be read at all.
    return 'unreadable';
  }
}
