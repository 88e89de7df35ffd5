import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { insertedText } from '../edits/insertedText.ts';

/**
 * Puts text where the user's cursor is, in place of the selection: a paste by the user's own
 * click, into the document that is open, with VS Code's own undo. It takes the line ending and the
 * indentation of its place.
 * @param last the editor that was worked in last: the keyboard is in the panel now
 * @throws PlumbError if no editor is open or it is read-only
 */
export async function insertAtCursor(
  text: string,
  last: vscode.TextEditor | undefined,
): Promise<void> {
  if (last === undefined) {
    throw new PlumbError(l10n.t('Open a file and put the cursor where the code should go.'));
  }
  // An editor in a tab that is hidden takes no edits; shown again, it has its selection back.
  const editor = vscode.window.visibleTextEditors.includes(last)
    ? last
    : await vscode.window.showTextDocument(last.document, {
        selection: last.selection,
        ...(last.viewColumn === undefined ? {} : { viewColumn: last.viewColumn }),
      });
  const { document, options, selections } = editor;
  const inserted = await editor.edit(builder => {
    for (const selection of selections) {
      const before = document.lineAt(selection.start.line).text.slice(0, selection.start.character);
      const place = {
        before,
        insertSpaces: options.insertSpaces !== false,
        tabSize: typeof options.tabSize === 'number' ? options.tabSize : 4,
      };
      builder.replace(selection, insertedText(text, place));
    }
  });
  if (!inserted) throw new PlumbError(l10n.t('The editor did not take the text; is it read-only?'));
  await vscode.window.showTextDocument(document, editor.viewColumn);
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
