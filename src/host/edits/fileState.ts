import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { lineEndingOf } from '../../edits/lineEnding.ts';
import { readText, refuseNotebook, textOf } from '../files/fileBytes.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';
import type { FileState } from './transactions.ts';

/** A text file as it is on the disk, byte for byte. */
export interface DiskState extends FileState {
  readonly bytes: Uint8Array;
}

/**
 * Reads a text file in the encoding that its editor has or would have.
 * @throws PlumbError if it is no text file, or if writing its text would not give the same bytes
 */
export async function readState(uri: vscode.Uri, display: string): Promise<DiskState> {
  refuseNotebook(uri, display);
  await requireFile(uri, display);
  const known = openDocument(uri)?.encoding;
  // Refuses what is too big or binary before the editor loads it.
  const read = await readText(uri, display, known);
  const { bytes } = read;
  const { encoding } = await openText(uri, display);
  const text = encoding === known ? read.text : await textOf(bytes, uri, display, encoding);
  const written = await vscode.workspace.encode(text, { encoding });
  if (Buffer.compare(written, bytes) === 0) return { uri: uri.toString(), text, encoding, bytes };
  throw new PlumbError(
    `${display} has bytes that are not valid ${encoding}, or lacks the byte order mark of that encoding. Saving would change those all over the file, so it is not touched. Tell the user to reopen it with the encoding that it has, or to save it as UTF-8, first.`,
  );
}

/** @throws PlumbError, its message a reason for an edit that is not made */
export async function openText(uri: vscode.Uri, display: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    throw new PlumbError(`${display} cannot be opened as text: ${String(error)}`, { cause: error });
  }
}

/** @throws PlumbError if there is no file at a URI */
export async function requireFile(uri: vscode.Uri, display: string): Promise<void> {
  const kind = await kindOf(uri);
  if (kind === 'file') return;
  throw new PlumbError(
    kind === 'directory'
      ? `${display} is a directory now, not a file. List it.`
      : `${display} does not exist any more. Look for it with find_files.`,
  );
}

/** Whether a file has exactly these bytes now; false if it cannot be read. */
export async function holds(uri: vscode.Uri, bytes: Uint8Array): Promise<boolean> {
  try {
    return Buffer.compare(await vscode.workspace.fs.readFile(uri), bytes) === 0;
  } catch {
    return false;
  }
}

/** Whether saving this text from that document writes its line endings as they are. */
export function fits(text: string, document: vscode.TextDocument): boolean {
  const ending = lineEndingOf(text);
  return ending === undefined || ending === eolOf(document);
}

export function eolOf(document: vscode.TextDocument): '\n' | '\r\n' {
  return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}
