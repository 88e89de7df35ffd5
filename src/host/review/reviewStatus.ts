import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { COMMANDS } from '../../base/ids.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import { reviewedUri } from './baselineUri.ts';
import { placeText } from './changeTexts.ts';
import { hunksAtLines, lineOf } from './hunkPlaces.ts';
import type { Review } from './review.ts';

/**
 * Says in the status bar at which change the cursor is, or how much there is to review. An item of
 * its own, not a passing message: that would need a timer, and a screen reader could not go back to it.
 */
export function createReviewStatus(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('plumb.review', vscode.StatusBarAlignment.Left, -10),
  );
  item.name = l10n.t('Plumb: Changes');
  item.command = COMMANDS.reviewChanges;
  item.tooltip = l10n.t('Changes by Plumb that you have not reviewed');
  const update = (): void => {
    const text = statusText(review, vscode.window.activeTextEditor);
    if (text === undefined) {
      item.hide();
      return;
    }
    item.text = `$(diff) ${text}`;
    item.accessibilityInformation = { label: `Plumb: ${text}`, role: 'button' };
    item.show();
  };
  store.add(onDidChange(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor && review.files.length > 0) update();
    }),
  );
  update();
  return store;
}

/** Undefined when there is nothing to review. */
export function statusText(
  review: Review,
  editor: vscode.TextEditor | undefined,
): string | undefined {
  if (review.files.length === 0) return undefined;
  const file = editor && review.file(reviewedUri(editor.document.uri));
  if (file !== undefined) {
    const line = editor?.selection.active.line ?? 0;
    const touched = hunksAtLines(file, line, line);
    const hunk = touched.find(one => lineOf(one) === line) ?? touched[0];
    if (hunk !== undefined) return placeText(file, hunk);
  }
  const changes = review.files.reduce((sum, { hunks }) => sum + Math.max(hunks.length, 1), 0);
  return changes === 1 ? l10n.t('1 change to review') : l10n.t('{0} changes to review', changes);
}
