import path from 'node:path';
import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/logger.ts';
import type { Session } from '../chat/session.ts';
import type { UndoneRows } from '../chat/undoneEdits.ts';
import { createCheckpointDiff } from './checkpointDiff.ts';
import { fileNow } from './checkpointFiles.ts';
import { createCheckpointPrompts } from './checkpointPrompts.ts';
import { createCheckpoints, type Checkpoints } from './checkpoints.ts';
import { createTransactions } from './edits/createTransactions.ts';
import type { AppliedTransaction, Recovery, Transactions } from './edits/transactions.ts';
import { createReview } from './review/createReview.ts';
import type { Review } from './review/review.ts';
import { createReviewUi } from './review/reviewUi.ts';
import { watchEditor } from './review/watchEditor.ts';
import { EDITS_FOLDER, REVIEW_FOLDER } from './storageNames.ts';

/** How files are changed, and all by which a person looks at it and takes it back. */
export interface Editing extends Disposable {
  readonly transactions: Transactions;
  readonly review: Review;
  readonly checkpoints: Checkpoints;
  /** What was taken back of a chat's edits since it was last asked for; told once. */
  takeUndone(chatId: string): readonly UndoneRows[];
}

export async function createEditing(parts: {
  /** Of this workspace. */
  readonly folder: string;
  readonly openSession: (chatId: string) => Promise<Session>;
  readonly putInComposer: (chatId: string, text: string) => Promise<void>;
  readonly logger: Logger;
}): Promise<Editing> {
  const { folder, openSession, putInComposer, logger } = parts;
  const store = new DisposableStore();
  const transactions = store.add(
    createTransactions({ folder: path.join(folder, EDITS_FOLDER), logger }),
  );
  // First of all: the review compares its files with what is there then.
  const finished = await recovered(transactions, logger);
  const review = store.add(
    await createReview({
      transactions,
      editor: watchEditor(),
      folder: path.join(folder, REVIEW_FOLDER),
      logger,
      finished,
    }),
  );
  store.add(createReviewUi({ review }));
  const diff = store.add(createCheckpointDiff());
  const checkpoints = createCheckpoints({
    transactions,
    openSession,
    fileNow,
    prompts: createCheckpointPrompts(diff, logger),
    putInComposer,
    logger,
  });
  return {
    transactions,
    review,
    checkpoints,
    takeUndone: chatId => [...review.takeUndone(chatId), ...checkpoints.takeRestored(chatId)],
    dispose: () => {
      store.dispose();
    },
  };
}

/** @returns what was finished of it */
async function recovered(
  transactions: Transactions,
  logger: Logger,
): Promise<readonly AppliedTransaction[]> {
  const finished: AppliedTransaction[] = [];
  const listener = transactions.onDidApply(transaction => finished.push(transaction));
  try {
    tellRecovered(await transactions.recover());
  } catch (error) {
    logger.error('What an earlier run left open could not be looked at', error);
  } finally {
    listener.dispose();
  }
  return finished;
}

/** Files that are named; a change set may hold hundreds. */
const MOST_NAMES = 3;

function fewOf(files: readonly string[]): string {
  const named = files.slice(0, MOST_NAMES).join(', ');
  const others = files.length - MOST_NAMES;
  return others > 0 ? l10n.t('{0} and {1} more', named, others) : named;
}

/** Says what became of the change sets that broke off when the editor was last ended. */
function tellRecovered(recoveries: readonly Recovery[]): void {
  for (const { outcome, files } of recoveries) {
    const names = fewOf(files);
    switch (outcome) {
      case 'finished':
        void vscode.window.showInformationMessage(
          l10n.t('A change is whole, though Plumb was ended while it made it: {0}.', names),
        );
        break;
      case 'rolledBack':
        void vscode.window.showWarningMessage(
          l10n.t('A change was taken back, because Plumb was ended while it made it: {0}.', names),
        );
        break;
      case 'leftAlone':
        void vscode.window.showWarningMessage(
          l10n.t(
            'Plumb was ended while it changed files, and left those alone that were changed since. Look at them: {0}.',
            names,
          ),
        );
        break;
    }
  }
}
