import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { baselineUri } from './baselineUri.ts';
import { lineOf } from './hunkPlaces.ts';
import type { Review, ReviewFile, ReviewHunk } from './review.ts';

/** Shows what a file was beside what it is; nothing on the left of a new one, on the right of a deleted one. */
export async function openFileChanges(file: ReviewFile): Promise<void> {
  await vscode.commands.executeCommand(
    'vscode.diff',
    baselineUri(file.uri),
    presentUri(file),
    diffTitle(file),
    { preview: true },
  );
}

/** All files in VS Code's editor for many diffs. */
export async function openAllChanges(files: readonly ReviewFile[]): Promise<void> {
  await vscode.commands.executeCommand(
    'vscode.changes',
    l10n.t('Changes by Plumb'),
    files.map(file => [vscode.Uri.parse(file.uri, true), baselineUri(file.uri), presentUri(file)]),
  );
}

/** Puts the cursor where a hunk begins. */
export async function openHunk(file: ReviewFile, hunk: ReviewHunk): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri, true));
  const start = new vscode.Position(lineOf(hunk), 0);
  const end = new vscode.Position(Math.max(hunk.to - 1, lineOf(hunk)), 0);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(start, start),
  });
  editor.revealRange(
    new vscode.Range(start, end),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** Shows a hunk of a file, or its first one; the file's diff where it has none. Nothing if it is not there. */
export async function openChange(
  review: Review,
  uri: string,
  hunkId: string | undefined,
): Promise<void> {
  const file = review.file(uri);
  if (file === undefined) return;
  const hunk = file.hunks.find(({ id }) => hunkId === undefined || id === hunkId);
  await (hunk === undefined || file.change === 'delete'
    ? openFileChanges(file)
    : openHunk(file, hunk));
}

/** Shows the diff of a file. Nothing if it is not under review. */
export async function openDiff(review: Review, uri: string): Promise<void> {
  const file = review.file(uri);
  if (file !== undefined) await openFileChanges(file);
}

/** Where a diff of the file has its present text. */
function presentUri(file: ReviewFile): vscode.Uri {
  return file.change === 'delete'
    ? baselineUri(file.uri, 'after')
    : vscode.Uri.parse(file.uri, true);
}

function diffTitle(file: ReviewFile): string {
  const name = baseName(file.display);
  switch (file.change) {
    case 'create':
      return l10n.t('{0} (created by Plumb)', name);
    case 'delete':
      return l10n.t('{0} (deleted by Plumb)', name);
    case 'move':
      return l10n.t('{0} → {1} (moved by Plumb)', file.movedFrom ?? name, file.display);
    case 'update':
      return l10n.t('{0} (changed by Plumb)', name);
  }
}

function baseName(display: string): string {
  return display.slice(display.lastIndexOf('/') + 1);
}
