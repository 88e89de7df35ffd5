import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';

/**
 * Puts text where the user's cursor is, in place of the selection: a paste by the user's own
 * click, into the document that is open, with VS Code's own undo.
 * @throws PlumbError if no editor is open or it is read-only
 */
export async function insertAtCursor(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    throw new PlumbError(l10n.t('Open a file and put the cursor where the code should go.'));
  }
  const inserted = await editor.edit(builder => {
    for (const selection of editor.selections) builder.replace(selection, text);
  });
  if (!inserted) throw new PlumbError(l10n.t('The editor did not take the text; is it read-only?'));
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/** Opens an unsaved document with the text; a language that VS Code does not know is plain text. */
export async function openNewFile(text: string, language: string): Promise<void> {
  const known = await vscode.languages.getLanguages();
  const document = await vscode.workspace.openTextDocument({
    content: text,
    ...(known.includes(language) ? { language } : {}),
  });
  await vscode.window.showTextDocument(document);
}
