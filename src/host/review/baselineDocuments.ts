import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { BASELINE_SCHEME, baselineUri, reviewedUri } from './baselineUri.ts';
import type { Review } from './review.ts';

/**
 * The baselines as documents, for the quick diff and the diff editors. A file that is no longer
 * under review has its present text for a baseline, so that what is still open shows no difference.
 */
export function createBaselineDocuments(review: Review): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  /** What VS Code was last given, by URI of the file. */
  const given = new Map<string, string>();

  const baselineOf = (fileUri: string): string =>
    review.file(fileUri)?.baseline ?? presentText(fileUri);

  store.add(
    vscode.workspace.registerTextDocumentContentProvider(BASELINE_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: uri => {
        if (uri.authority !== 'before') return '';
        const fileUri = reviewedUri(uri);
        const text = baselineOf(fileUri);
        given.set(fileUri, text);
        return text;
      },
    }),
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === BASELINE_SCHEME && uri.authority === 'before') {
        given.delete(reviewedUri(uri));
      }
    }),
  );
  store.add(
    review.onDidChange(() => {
      for (const [fileUri, text] of given) {
        if (baselineOf(fileUri) !== text) changed.fire(baselineUri(fileUri));
      }
    }),
  );
  return store;
}

function presentText(fileUri: string): string {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === fileUri);
  return open?.getText() ?? '';
}
