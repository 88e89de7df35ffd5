import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { readText, refuseNotebook } from '../files/fileBytes.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';

/** How long the editor may take to load what was written to the disk, in ms. */
const RELOAD_MS = 3_000;

/**
 * Opens a file's document for an edit. If it has no unsaved text, it holds exactly what is on the
 * disk, and saving it unchanged would write the same bytes again.
 * @throws PlumbError, its message a reason for an edit that is not made
 */
export async function settledDocument(
  uri: vscode.Uri,
  display: string,
): Promise<vscode.TextDocument> {
  refuseNotebook(uri, display);
  await requireFile(uri, display);
  const unsaved = openDocument(uri);
  if (unsaved?.isDirty === true) return unsaved;
  // Refuses what is too big or binary before the editor loads it.
  await readText(uri, display, unsaved?.encoding);
  const document = await open(uri, display);
  if (await isSettled(document, display)) return document;
  await changeOf(document);
  if (await isSettled(document, display)) return document;
  throw new PlumbError(
    `${display} was changed on the disk and the editor has not loaded it yet. Read it again and make the edit anew.`,
  );
}

async function requireFile(uri: vscode.Uri, display: string): Promise<void> {
  const kind = await kindOf(uri);
  if (kind === 'file') return;
  throw new PlumbError(
    kind === 'directory'
      ? `${display} is a directory now, not a file. List it.`
      : `${display} does not exist any more. Look for it with find_files.`,
  );
}

async function open(uri: vscode.Uri, display: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    throw new PlumbError(`${display} cannot be opened as text: ${String(error)}`, { cause: error });
  }
}

async function isSettled(document: vscode.TextDocument, display: string): Promise<boolean> {
  return document.isDirty || isLikeDisk(document, display);
}

/**
 * Compares a document without unsaved text with its file.
 * @returns false if the file has another text by now
 * @throws PlumbError if saving would change bytes that no edit named: mixed line endings become one,
 * bytes that are no text become U+FFFD, a missing byte order mark is added
 */
async function isLikeDisk(document: vscode.TextDocument, display: string): Promise<boolean> {
  const { encoding, uri } = document;
  const disk = await readText(uri, display, encoding);
  const text = document.getText();
  const bytes = await vscode.workspace.encode(text, { encoding });
  if (Buffer.compare(bytes, disk.bytes) === 0) return true;
  if (disk.text !== text) return false;
  throw new PlumbError(
    `${display} has mixed line endings, or bytes that are not valid ${encoding}. The editor would change those all over the file when it saves, so it is not edited. Tell the user to save it with one line ending and a matching encoding first.`,
  );
}

/** Resolves when the document changes, or after `RELOAD_MS`. */
async function changeOf(document: vscode.TextDocument): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let listener: vscode.Disposable | undefined;
  await new Promise<void>(resolve => {
    timer = setTimeout(resolve, RELOAD_MS);
    listener = vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document === document) resolve();
    });
  });
  clearTimeout(timer);
  listener?.dispose();
}
