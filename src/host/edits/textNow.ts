import * as vscode from 'vscode';
import { existsAs } from '../files/existsAs.ts';
import { readText } from '../files/fileBytes.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import type { JournalFile } from './recordTexts.ts';

/** Stands for what is no text in the encoding that it should have; no text file holds a NUL. */
export const UNREADABLE = '\0';

/**
 * The texts of a change set's files as they are now, by URI. What is on the disk of a file that had
 * unsaved text counts as that text: it holds nothing of the change set.
 */
export async function textsNow(
  files: readonly JournalFile[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files) {
    for (const state of [file.before, file.after]) {
      if (state === undefined || texts.has(state.uri)) continue;
      const text = await textNow(vscode.Uri.parse(state.uri, true), state.encoding);
      if (text === undefined) continue;
      const isUnsaved = file.before !== undefined && text === file.disk;
      texts.set(state.uri, isUnsaved ? file.before.text : text);
    }
  }
  return texts;
}

/** Undefined if there is no file. */
async function textNow(uri: vscode.Uri, encoding: string): Promise<string | undefined> {
  if (!(await existsAs(uri))) return undefined;
  const open = openDocument(uri);
  if (open?.isDirty === true) return open.getText();
  try {
    const { text, bytes } = await readText(uri, uri.path, encoding);
    const written = await vscode.workspace.encode(text, { encoding });
    return Buffer.compare(written, bytes) === 0 ? text : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}
