import * as vscode from 'vscode';

/** Whether a tab shows a file, or a view of its text is open. A document may be loaded without. */
export function isShown(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  return (
    tabs.some(tab => urisOf(tab.input).some(shown => shown.toString() === wanted)) ||
    vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === wanted)
  );
}

function urisOf(input: unknown): vscode.Uri[] {
  if (
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputCustom ||
    input instanceof vscode.TabInputNotebook
  ) {
    return [input.uri];
  }
  if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff) {
    return [input.original, input.modified];
  }
  return [];
}
