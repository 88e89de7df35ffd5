import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { CHANGES_VIEW, COMMANDS } from '../../base/ids.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import { countsSign, countsText, hunkLinesText, linesText, placeText } from './changeTexts.ts';
import { lineOf } from './hunkPlaces.ts';
import type { Review, ReviewFile, ReviewHunk } from './review.ts';
import type { ChangeNode } from './reviewTarget.ts';

/** The files under review with their hunks, in the view container for source control. */
export function createChangesView(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<undefined>());
  const view = store.add(
    vscode.window.createTreeView(CHANGES_VIEW, {
      treeDataProvider: changesTree(review, changed.event),
      showCollapseAll: true,
    }),
  );
  const update = (): void => {
    const { length } = review.files;
    const text = length === 1 ? l10n.t('1 file to review') : l10n.t('{0} files to review', length);
    view.description = length === 0 ? '' : text;
    changed.fire(undefined);
  };
  store.add(onDidChange(update));
  update();
  return store;
}

/** Exported for tests: VS Code has no way to ask a tree view what it shows. */
export function changesTree(
  review: Review,
  onDidChangeTreeData: vscode.Event<undefined>,
): vscode.TreeDataProvider<ChangeNode> {
  return {
    onDidChangeTreeData,
    getChildren: node => {
      if (node === undefined) return review.files.map(({ uri }) => ({ uri }));
      if (node.hunkId !== undefined) return [];
      const hunks = review.file(node.uri)?.hunks ?? [];
      return hunks.map(({ id }) => ({ uri: node.uri, hunkId: id }));
    },
    getParent: ({ uri, hunkId }) => (hunkId === undefined ? undefined : { uri }),
    getTreeItem: node => {
      const file = review.file(node.uri);
      const hunk = file?.hunks.find(({ id }) => id === node.hunkId);
      // Decided on since the tree was asked; it is about to be asked again.
      if (file === undefined) return new vscode.TreeItem('');
      return hunk === undefined ? fileItem(file, node) : hunkItem(file, hunk);
    },
  };
}

function fileItem(file: ReviewFile, node: ChangeNode): vscode.TreeItem {
  const uri = vscode.Uri.parse(file.uri, true);
  const item = new vscode.TreeItem(
    uri,
    file.hunks.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = file.uri;
  item.contextValue = 'file';
  item.iconPath = vscode.ThemeIcon.File;
  item.description = [countsSign(file.added, file.removed), ...kindText(file)].join(' · ');
  item.tooltip = `${file.display}, ${countsText(file)}`;
  item.accessibilityInformation = { label: `${file.display}, ${countsText(file)}` };
  item.command = {
    command: COMMANDS.openFileChanges,
    title: l10n.t('Open Changes'),
    arguments: [node],
  };
  return item;
}

function hunkItem(file: ReviewFile, hunk: ReviewHunk): vscode.TreeItem {
  const added = hunk.to - hunk.from;
  const removed = hunk.baseTo - hunk.baseFrom;
  const item = new vscode.TreeItem(hunkLinesText(hunk));
  item.id = `${file.uri}#${hunk.id}`;
  item.contextValue = 'hunk';
  item.description = countsSign(added, removed);
  item.tooltip = `${placeText(file, hunk)}: ${linesText(added, removed)}`;
  item.accessibilityInformation = {
    label: `${placeText(file, hunk)}, ${hunkLinesText(hunk)}, ${linesText(added, removed)}`,
  };
  const line = lineOf(hunk);
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Go to Change'),
    arguments: [
      vscode.Uri.parse(file.uri, true),
      { selection: new vscode.Range(line, 0, line, 0) } satisfies vscode.TextDocumentShowOptions,
    ],
  };
  return item;
}

function kindText(file: ReviewFile): string[] {
  switch (file.change) {
    case 'create':
      return [l10n.t('new')];
    case 'delete':
      return [l10n.t('deleted')];
    case 'move':
      return [l10n.t('from {0}', file.movedFrom ?? '')];
    case 'update':
      return [];
  }
}
