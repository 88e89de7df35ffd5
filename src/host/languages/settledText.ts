import type * as vscode from 'vscode';
import type { WorkspacePath } from '../../tools/ports.ts';
import { openText } from '../edits/fileState.ts';
import { settle } from '../edits/settledDocument.ts';
import { editorUri } from '../files/editorUri.ts';
import { asEditorShows, readBytes, readText } from '../files/fileBytes.ts';
import { openDocument } from '../files/workspaceFiles.ts';

/**
 * The document of a file, as language servers know it: with unsaved text, and with what a command
 * wrote to the disk just now.
 * @throws PlumbError if it is no text
 */
export async function settledText({ uri, display }: WorkspacePath): Promise<vscode.TextDocument> {
  const known = await editorUri(uri);
  // Refuses what is too big, or a notebook, before the editor loads it.
  if (openDocument(known) === undefined) await readBytes(known, display);
  const document = await openText(known, display);
  if (document.isDirty) return document;
  const { text } = await readText(known, display, document.encoding);
  await settle(document, asEditorShows(text), display);
  return document;
}
