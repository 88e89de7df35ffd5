import * as vscode from 'vscode';
import { sha256 } from '../../base/hash.ts';
import { MAX_FILE_BYTES, type FilesPort, type PathKind } from '../../tools/ports.ts';
import { editorUri } from './editorUri.ts';
import { asEditorShows, isMissing, readText, refuseNotebook, tooBig } from './fileBytes.ts';
import { readNotebook } from './notebookFile.ts';
import { rawBytes } from './rawBytes.ts';
import { isShown } from './shownInEditor.ts';

/** The workspace's files as the user sees them. */
export function createFilesPort(): FilesPort {
  return {
    kind: ({ uri }) => kindOf(vscode.Uri.parse(uri, true)),
    size: async ({ uri }) => (await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true))).size,
    read: async path => {
      const uri = await editorUri(path.uri);
      const open = openDocument(uri);
      if (open?.isDirty === true) {
        refuseNotebook(uri, path.display);
        const text = open.getText();
        if (text.length > MAX_FILE_BYTES) throw tooBig(path.display, text.length);
        return { text, hash: await sha256(text), dirty: true };
      }
      // From the disk even if it is open: a document learns late of what a command wrote.
      const raw = (await readText(uri, path.display, open?.encoding)).text;
      // What no editor shows can be written with all of its line endings.
      const text = isShown(uri) ? asEditorShows(raw) : raw;
      return { text, hash: await sha256(text), dirty: false };
    },
    notebook: async ({ uri, display }) => readNotebook(await editorUri(uri), display),
    bytes: ({ uri, display }, limit) => rawBytes(vscode.Uri.parse(uri, true), display, limit),
    list: async ({ uri }) => {
      const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri, true));
      return entries.map(([name, type]) => ({
        name,
        kind: (type & vscode.FileType.Directory) === 0 ? 'file' : 'directory',
      }));
    },
  };
}

/** What is at a URI; links count as what they lead to. */
export async function kindOf(uri: vscode.Uri): Promise<PathKind> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) === 0 ? 'file' : 'directory';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === wanted);
}
