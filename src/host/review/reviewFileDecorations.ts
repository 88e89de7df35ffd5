import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import { countsText } from './changeTexts.ts';
import type { Review } from './review.ts';

/** A mark beside the names of files under review, in the Explorer and on tabs; colours are git's. */
export function createFileDecorations(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri[]>());
  let marked = new Set<string>();
  const update = (): void => {
    const now = new Set(review.files.map(({ uri }) => uri));
    changed.fire([...new Set([...marked, ...now])].map(uri => vscode.Uri.parse(uri, true)));
    marked = now;
  };
  store.add(
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: uri => {
        const file = review.file(uri.toString());
        if (file === undefined) return undefined;
        return new vscode.FileDecoration(
          'P',
          l10n.t('Changed by Plumb, not reviewed yet: {0}', countsText(file)),
        );
      },
    }),
  );
  store.add(onDidChange(update));
  update();
  return store;
}
