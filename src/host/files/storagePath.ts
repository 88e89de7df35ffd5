import type * as vscode from 'vscode';

/** The path by which `node:fs` finds a place in the storage that VS Code gives us. */
export function storagePath(place: vscode.Uri): string {
  return place.fsPath;
}
