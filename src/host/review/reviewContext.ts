import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import { presentUri } from './openChanges.ts';
import type { Review } from './review.ts';
import { activeUris } from './reviewTarget.ts';

/**
 * What menus and keys ask for: `plumb.hasChangesUnderReview`; `plumb.fileUnderReview`, true of the
 * active editor; `plumb.filesUnderReview`, the URIs, for menus that are there once a group.
 */
export function createReviewContext(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const told = new Map<string, string>();
  const tell = (key: string, value: boolean | readonly string[]): void => {
    const text = JSON.stringify(value);
    if (told.get(key) === text) return;
    told.set(key, text);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const update = (): void => {
    tell('plumb.hasChangesUnderReview', review.files.length > 0);
    tell('plumb.filesUnderReview', review.files.map(presentUri).map(String));
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
