import * as vscode from 'vscode';
import { lineOfPointer } from '../base/jsonLines.ts';

/** Marks the places of a JSON document that is laid out with one value a line. */
export function jsonProblems(
  document: vscode.TextDocument,
  problems: readonly { readonly path: string; readonly message: string }[],
): vscode.Diagnostic[] {
  const text = document.getText();
  return problems.map(({ path, message }) => {
    const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(
      Math.min(lineOfPointer(text, path), document.lineCount - 1),
    );
    const words = range.with(range.start.translate(0, firstNonWhitespaceCharacterIndex));
    const diagnostic = new vscode.Diagnostic(words, message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'plumb';
    return diagnostic;
  });
}
