import type * as vscode from 'vscode';

/** As `storagePath.ts`; `fsPath` would have the separators of the browser's system. */
export function storagePath(place: vscode.Uri): string {
  return place.path;
}
