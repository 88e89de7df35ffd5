import * as vscode from 'vscode';
import { lineOfPointer } from '../base/jsonLines.ts';

/** Marks the places of a JSON document, laid out by `JSON.stringify(value, undefined, 2)`. */
export function jsonProblems(
  document: vscode.TextDocument,
  value: unknown,
  problems: readonly { readonly path: string; readonly message: string }[],
): vscode.Diagnostic[] {
  return problems.map(({ path, message }) => {
    const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(
      Math.min(lineOfPointer(value, path), document.lineCount - 1),
    );
    const words = range.with(range.start.translate(0, firstNonWhitespaceCharacterIndex));
    const diagnostic = new vscode.Diagnostic(words, message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'plumb';
    return diagnostic;
  });
}
