import type * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { FileEdits, RangeEdit } from '../../tools/languagePort.ts';
import { openText } from '../edits/fileState.ts';
import { createFileNames } from './fileNames.ts';

/**
 * The edits of a WorkspaceEdit that a language server made.
 * @throws PlumbError if there is more in it than edits of text
 */
export async function textEditsOf(edit: vscode.WorkspaceEdit): Promise<FileEdits[]> {
  requireText(edit);
  const names = createFileNames();
  return Promise.all(
    edit.entries().map(async ([uri, edits]) => {
      const named = await names(uri);
      const text = named.file === undefined ? '' : (await openText(uri, named.path)).getText();
      return { ...named, text, edits: edits.map(rangeEdit) };
    }),
  );
}

export function rangeEdit({ range: { start, end }, newText }: vscode.TextEdit): RangeEdit {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    text: newText,
  };
}

/**
 * The API shows an extension the text edits of a WorkspaceEdit and nothing else that is in it, so
 * that half of a change would be made. VS Code's own list of all entries tells; a version that has
 * no such list lets the text edits through.
 */
function requireText(edit: vscode.WorkspaceEdit): void {
  const all: unknown = Reflect.get(edit, '_edits');
  const shown = edit.entries().reduce((sum, [, edits]) => sum + edits.length, 0);
  if (!Array.isArray(all) || all.length === shown) return;
  throw new PlumbError(
    'It also creates, moves or deletes files, or asks the user to fill in a text, which is not done here. Make the change with the edit tools.',
  );
}
