import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { Review, ReviewHunk } from './review.ts';

/** Marks the changed lines in every editor that shows a file under review. */
export function createReviewDecorations(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const changedLines = store.add(
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('diffEditor.insertedLineBackground'),
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.addedForeground'),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
    }),
  );
  const removedLines = store.add(
    vscode.window.createTextEditorDecorationType({
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.deletedForeground'),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
      after: {
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
        fontStyle: 'italic',
        margin: '0 0 0 2em',
      },
    }),
  );

  const paint = (editor: vscode.TextEditor): void => {
    const { document } = editor;
    const file = isPlain(editor) ? review.file(document.uri.toString()) : undefined;
    const hunks = file?.hunks ?? [];
    const line = (number: number): vscode.Range =>
      document.lineAt(Math.max(0, Math.min(number, document.lineCount - 1))).range;
    editor.setDecorations(
      changedLines,
      hunks
        .filter(({ from, to }) => from < to)
        .map(({ from, to }) => new vscode.Range(line(from).start, line(to - 1).end)),
    );
    editor.setDecorations(
      removedLines,
      hunks
        .filter(({ from, to }) => from === to)
        .map(hunk => ({
          range: new vscode.Range(line(hunk.from - 1).end, line(hunk.from - 1).end),
          renderOptions: { after: { contentText: removedText(hunk) } },
        })),
    );
  };
  const paintAll = (): void => {
    vscode.window.visibleTextEditors.forEach(paint);
  };

  store.add(onDidChange(paintAll));
  store.add(vscode.window.onDidChangeVisibleTextEditors(paintAll));
  // Which of them are plain is known by their tabs, which may be told of later.
  store.add(vscode.window.tabGroups.onDidChangeTabs(paintAll));
  paintAll();
  return store;
}

/** Stands behind the line after which lines were removed. */
function removedText({ from, baseFrom, baseTo }: ReviewHunk): string {
  const count = baseTo - baseFrom;
  if (from === 0) {
    return count === 1 ? l10n.t('1 line removed above') : l10n.t('{0} lines removed above', count);
  }
  return count === 1 ? l10n.t('1 line removed below') : l10n.t('{0} lines removed below', count);
}

/** Not the editors within a diff: those mark what differs by themselves. */
function isPlain({ document, viewColumn }: vscode.TextEditor): boolean {
  const group = vscode.window.tabGroups.all.find(one => one.viewColumn === viewColumn);
  const input = group?.activeTab?.input;
  return input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString();
}
