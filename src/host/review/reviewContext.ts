import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { Review } from './review.ts';
import { activeUris } from './reviewTarget.ts';

/**
 * What menus and keys ask for: `plumb.hasChangesUnderReview`, and `plumb.fileUnderReview` of the
 * active editor. VS Code's own `resource` cannot be compared: in a remote window it has another
 * scheme there than here.
 */
export function createReviewContext(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const told = new Map<string, boolean>();
  const tell = (key: string, value: boolean): void => {
    if (told.get(key) === value) return;
    told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const update = (): void => {
    tell('plumb.hasChangesUnderReview', review.files.length > 0);
    tell(
      'plumb.fileUnderReview',
      activeUris().some(uri => review.file(uri) !== undefined),
    );
  };
  store.add(onDidChange(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  store.add(vscode.window.tabGroups.onDidChangeTabs(update));
  store.add(vscode.window.tabGroups.onDidChangeTabGroups(update));
  update();
  return store;
}
