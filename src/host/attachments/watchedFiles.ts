import * as vscode from 'vscode';
import { DisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import type { FileListParts } from './fileList.ts';

/** Files that come and go, and everything that says which of them may be seen. */
export const watchFiles: FileListParts['watch'] = changed => {
  const store = new DisposableStore();
  const all = store.add(vscode.workspace.createFileSystemWatcher('**/*', false, true, false));
  store.add(all.onDidCreate(changed));
  store.add(all.onDidDelete(changed));
  const rules = store.add(
    vscode.workspace.createFileSystemWatcher(
      '**/{.plumbignore,.gitignore,.ignore}',
      true,
      false,
      true,
    ),
  );
  store.add(rules.onDidChange(changed));
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(changed));
  store.add(
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('files.exclude')) changed();
      else if (change.affectsConfiguration('search.exclude')) changed();
    }),
  );
  return store;
};

export function later(work: () => void, ms: number): Disposable {
  const timer = setTimeout(work, ms);
  return toDisposable(() => {
    clearTimeout(timer);
  });
}
