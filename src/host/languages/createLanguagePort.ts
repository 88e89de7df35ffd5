import type * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { LanguagePort } from '../../tools/languagePort.ts';
import { actionEdits, actions } from './actions.ts';
import { ask, askAt } from './ask.ts';
import type { Diagnosis } from './diagnosis.ts';
import { formattingOptions } from './formatting.ts';
import { calls, definitions, references } from './places.ts';
import { settledText } from './settledText.ts';
import { documentSymbols, workspaceSymbols } from './symbols.ts';
import { rangeEdit, textEditsOf } from './textEdits.ts';

/** The language servers behind the commands that VS Code has for extensions. */
export function createLanguagePort(diagnosis: Diagnosis): LanguagePort {
  return {
    documentSymbols,
    workspaceSymbols,
    definitions,
    references,
    calls,
    renameEdits,
    // A server offers fixes of the problems that it has told, and of no others.
    actions: (path, lines, signal) =>
      diagnosis.during([path], signal, () => actions(path, lines, signal)),
    actionEdits: (path, lines, title, signal) =>
      diagnosis.during([path], signal, () => actionEdits(path, lines, title, signal)),
    formatEdits,
  };
}

const renameEdits: LanguagePort['renameEdits'] = async (at, newName, signal) => {
  const edit = await askAt<vscode.WorkspaceEdit>(
    at,
    signal,
    'vscode.executeDocumentRenameProvider',
    newName,
  );
  if (edit === undefined) throw new PlumbError('No language server renames what stands there.');
  return textEditsOf(edit);
};

const formatEdits: LanguagePort['formatEdits'] = async (path, signal) => {
  const document = await settledText(path);
  const text = document.getText();
  const edits = await ask<vscode.TextEdit[]>(
    signal,
    'vscode.executeFormatDocumentProvider',
    document.uri,
    formattingOptions(document),
  );
  return edits === undefined
    ? undefined
    : { path: path.display, file: path, text, edits: edits.map(rangeEdit) };
};
