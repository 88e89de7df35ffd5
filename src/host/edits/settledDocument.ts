import * as vscode from 'vscode';
import { StaleFileError } from './staleFile.ts';

/** How long the editor may take to load what was written to the disk, in ms. */
const RELOAD_MS = 3_000;

/**
 * Waits until a document without unsaved text holds the text that is on the disk: it learns late of
 * what a command wrote. Resolves at once if the user has typed meanwhile.
 * @throws StaleFileError if it does not in time
 */
export async function settle(
  document: vscode.TextDocument,
  text: string,
  display: string,
): Promise<void> {
  const isSettled = (): boolean => document.isDirty || document.getText() === text;
  if (isSettled()) return;
  await changeOf(document);
  if (isSettled()) return;
  throw new StaleFileError(
    `${display} was changed on the disk and the editor has not loaded it yet. Read it again and make the edit anew.`,
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
