import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { lineEndingOf } from '../../edits/lineEnding.ts';
import { MAX_FILE_BYTES } from '../../tools/ports.ts';

/** A text file's bytes, and its text with the line endings that it has. */
export interface DecodedFile {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** True if a file system says that there is nothing at a URI: below a file there is nothing either. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof vscode.FileSystemError)) return false;
  return error.code === 'FileNotFound' || error.code === 'FileNotADirectory';
}

/** @throws PlumbError if the file is a notebook, too big, or not to be read */
export async function readBytes(uri: vscode.Uri, display: string): Promise<Uint8Array> {
  refuseNotebook(uri, display);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_FILE_BYTES) throw tooBig(display, size);
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof PlumbError) throw error;
    throw unreadable(display, error);
  }
}

/**
 * Reads and decodes a file as VS Code does: by its settings and its byte order mark, or in the
 * encoding that its open document has.
 * @throws PlumbError if the file is no text, or as `readBytes` does
 */
export async function readText(
  uri: vscode.Uri,
  display: string,
  encoding: string | undefined,
): Promise<DecodedFile> {
  const bytes = await readBytes(uri, display);
  return { bytes, text: await textOf(bytes, uri, display, encoding) };
}

/**
 * The text of a file's bytes, decoded as `readText` does.
 * @throws PlumbError if they are no text
 */
export async function textOf(
  bytes: Uint8Array,
  uri: vscode.Uri,
  display: string,
  encoding: string | undefined,
): Promise<string> {
  const text = await decode(bytes, uri, encoding).catch((error: unknown) => {
    throw binary(display, error);
  });
  if (text.includes('\0')) throw binary(display, undefined);
  return text;
}

/** Notebooks are documents of cells; their JSON on disk is not what the user edits. */
export function refuseNotebook(uri: vscode.Uri, display: string): void {
  const open = vscode.workspace.notebookDocuments.some(
    notebook => notebook.uri.toString() === uri.toString(),
  );
  if (!open && !uri.path.toLowerCase().endsWith('.ipynb')) return;
  throw new PlumbError(
    `${display} is a notebook. Plumb does not work on notebooks; ask the user to edit its cells.`,
  );
}

export function tooBig(display: string, size: number): PlumbError {
  return new PlumbError(
    `${display} has ${size} bytes; files over ${MAX_FILE_BYTES} bytes are not read or edited. Use search_text to find what you need in it.`,
  );
}

function decode(bytes: Uint8Array, uri: vscode.Uri, encoding: string | undefined): Promise<string> {
  return Promise.resolve(
    encoding === undefined
      ? vscode.workspace.decode(bytes, { uri })
      : vscode.workspace.decode(bytes, { encoding }),
  );
}

/** A text as an editor shows it: its model keeps one line ending a file, the more frequent one. */
export function asEditorShows(text: string): string {
  if (lineEndingOf(text) !== 'mixed') return text;
  const ends = text.match(/\r\n|\r|\n/g) ?? [];
  const withReturn = ends.filter(end => end !== '\n').length;
  const eol = withReturn > ends.length / 2 ? '\r\n' : '\n';
  return text.replace(/\r\n|\r|\n/g, eol);
}

/**
 * Tries something with the text of a file, and then with the text as an editor shows it: who read
 * the file before may have been given either.
 */
export async function inEitherReading<T>(
  text: string,
  attempt: (reading: string) => Promise<T>,
): Promise<T> {
  const shown = asEditorShows(text);
  if (shown === text) return attempt(text);
  return attempt(text).catch(() => attempt(shown));
}

function binary(display: string, cause: unknown): PlumbError {
  return new PlumbError(`${display} is a binary file, so its text cannot be read or edited.`, {
    cause,
  });
}

function unreadable(display: string, error: unknown): PlumbError {
  const why = error instanceof vscode.FileSystemError ? error.code : String(error);
  const advice =
    why === 'FileNotFound'
      ? 'It does not exist (any more): look for it with find_files.'
      : why === 'FileIsADirectory'
        ? 'It is a directory: use list_directory.'
        : `The system says ${why}.`;
  return new PlumbError(`${display} cannot be read. ${advice}`, { cause: error });
}
