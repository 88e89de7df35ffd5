import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { COMMANDS } from '../../base/ids.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { Review, ReviewFile, ReviewHunk } from './review.ts';
import type { ChangeNode } from './reviewTarget.ts';

/** Keep, Undo and the way to the next and previous one, above each hunk. */
export function createReviewLenses(review: Review, onDidChange: Event<undefined>): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  store.add(
    onDidChange(() => {
      changed.fire();
    }),
  );
  store.add(
    vscode.languages.registerCodeLensProvider(
      { pattern: '**' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: document => {
          const file = review.file(document.uri.toString());
          return file === undefined ? [] : lensesOf(file, document.lineCount);
        },
      },
    ),
  );
  return store;
}

function lensesOf(file: ReviewFile, lineCount: number): vscode.CodeLens[] {
  if (file.hunks.length === 0) return fileLenses(file);
  return file.hunks.flatMap((hunk, index) =>
    hunkLenses(file, hunk, {
      line: Math.min(hunk.from, lineCount - 1),
      count: l10n.t('{0} of {1}', index + 1, file.hunks.length),
    }),
  );
}

function hunkLenses(
  file: ReviewFile,
  hunk: ReviewHunk,
  { line, count }: { readonly line: number; readonly count: string },
): vscode.CodeLens[] {
  const node: ChangeNode = { uri: file.uri, hunkId: hunk.id };
  const lenses = [
    lens(line, l10n.t('Keep'), l10n.t('Keep this change'), COMMANDS.keepHunk, node),
    lens(line, l10n.t('Undo'), l10n.t('Undo this change'), COMMANDS.undoHunk, node),
    lens(line, count, l10n.t('Show what was there before'), COMMANDS.openFileChanges, node),
  ];
  if (file.hunks.length === 1) return lenses;
  return [
    ...lenses,
    lens(
      line,
      l10n.t('Previous'),
      l10n.t('Go to the previous change'),
      COMMANDS.previousHunk,
      node,
    ),
    lens(line, l10n.t('Next'), l10n.t('Go to the next change'), COMMANDS.nextHunk, node),
  ];
}

/** For a file in which no line differs: an empty new one, or one that was only moved. */
function fileLenses(file: ReviewFile): vscode.CodeLens[] {
  const node: ChangeNode = { uri: file.uri };
  const keep = l10n.t('Keep what Plumb did to this file');
  const undo = l10n.t('Undo what Plumb did to this file');
  return [
    lens(0, l10n.t('Keep'), keep, COMMANDS.keepFile, node),
    lens(0, l10n.t('Undo'), undo, COMMANDS.undoFile, node),
  ];
}

function lens(
  line: number,
  title: string,
  tooltip: string,
  command: string,
  node: ChangeNode,
): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title,
    tooltip,
    command,
    arguments: [node],
  });
}
