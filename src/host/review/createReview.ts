import { DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Logger } from '../../base/logger.ts';
import { keepHunk } from '../../edits/review/decide.ts';
import { withLineFeeds } from '../../edits/lines.ts';
import { createTurns } from '../edits/inTurn.ts';
import type { AppliedTransaction, FileState, Transactions } from '../edits/transactions.ts';
import type { EditorTexts } from './editorTexts.ts';
import { followAgent } from './followAgent.ts';
import { followDeletion, followRename, followSettingBack, found } from './followOthers.ts';
import { followTyping } from './followTyping.ts';
import { createLatestWriter } from './latestWriter.ts';
import { afterUndo, planFileUndo, planHunkUndo, type UndoPlan } from './planUndo.ts';
import type { Review, ReviewFile } from './review.ts';
import { createReviewStore } from './reviewStore.ts';
import { shownFile } from './shownFile.ts';
import { put, textOf, without, type TrackedFile, type TrackedFiles } from './trackedFile.ts';
import { undoAtOnce } from './undoAtOnce.ts';
import { withUndone } from './undoneNotes.ts';

export interface ReviewParts {
  readonly transactions: Transactions;
  readonly editor: EditorTexts;
  /** File system path of Plumb's own storage for this workspace. */
  readonly folder: string;
  readonly logger: Logger;
  /** Change sets of an earlier run that were finished just now, oldest first. */
  readonly finished?: readonly AppliedTransaction[];
}

/**
 * The review of the agent's edits (see `Review`), with what an earlier run left under review, each
 * file compared with what is there now. Typing is written down when its document is saved, and by
 * `flush`; all else at once.
 */
export async function createReview(parts: ReviewParts): Promise<Review> {
  const { transactions, editor, folder, logger, finished = [] } = parts;
  const store = createReviewStore(folder, logger);
  const owned = new DisposableStore();
  const changed = owned.add(new Emitter<undefined>());
  const inTurn = createTurns();
  let { files, undone } = await store.load();
  let shown: readonly ReviewFile[] | undefined;
  const shownBefore = new WeakMap<TrackedFile, ReviewFile>();
  const displayOf = (uri: string): string => editor.display(uri);
  /** What is being undone and not yet told as applied, by how the file is called. */
  const undoing = new Map<string, UndoPlan>();

  const writer = createLatestWriter(() =>
    store.write({ files, undone }).catch((error: unknown) => {
      logger.error('What is under review could not be written', error);
    }),
  );
  const show = (file: TrackedFile): ReviewFile => {
    const known = shownBefore.get(file) ?? shownFile(file);
    shownBefore.set(file, known);
    return known;
  };
  const become = (next: TrackedFiles): boolean => {
    if (next === files) return false;
    files = next;
    shown = undefined;
    return true;
  };
  /** A change that is written down at once. */
  const decide = (next: TrackedFiles): void => {
    if (!become(next)) return;
    writer.write();
    changed.fire(undefined);
  };
  /** A change that the next start finds by itself, if it is not written. */
  const follow = (next: TrackedFiles): void => {
    if (!become(next)) return;
    writer.note();
    changed.fire(undefined);
  };
  const withFound = (file: TrackedFile, text: string | undefined): TrackedFiles => {
    const now = found(file, text);
    if (now === file) return files;
    return now === undefined ? without(files, file.uri) : put(without(files, file.uri), now);
  };

  /** A file as it is now, also if it was changed while nobody watched. */
  const look = async (
    uri: string,
  ): Promise<{ readonly file: TrackedFile; readonly now: FileState | undefined } | undefined> => {
    for (;;) {
      const known = files.get(uri);
      if (known === undefined) return undefined;
      const now = await editor.read(uri);
      // Changed while it was read: what was read may be the older.
      if (files.get(uri) !== known) continue;
      follow(withFound(known, now?.text));
      const file = files.get(uri);
      return file === undefined ? undefined : { file, now };
    }
  };

  const lookAtOpen = (uri: string): void => {
    const file = files.get(uri);
    const text = file === undefined ? undefined : editor.openText(uri);
    if (file === undefined || text === undefined || file.change === 'delete') return;
    // A file with several kinds of line endings is shown with one; as long as that is all, it is as it was.
    if (withLineFeeds(text) !== withLineFeeds(textOf(file))) follow(withFound(file, text));
  };

  const carriedOut = (next: TrackedFiles, plan: UndoPlan, text?: string): TrackedFiles => {
    undoing.delete(plan.restoration.display);
    undone = withUndone(undone, plan.undone);
    return afterUndo(next, plan, text);
  };

  const applied = ({ origin, files: changes }: AppliedTransaction): void => {
    let next = files;
    for (const change of changes) {
      const plan = origin.kind === 'review' ? undoing.get(change.display) : undefined;
      if (origin.kind === 'agent') next = followAgent(next, change, origin, displayOf);
      else if (plan === undefined) next = followSettingBack(next, change);
      else {
        next = carriedOut(next, plan, change.after?.text);
      }
    }
    decide(next);
    // What was typed while the change landed is only in the document.
    for (const { after } of changes) if (after !== undefined) lookAtOpen(after.uri);
  };

  const undo = (plan: () => Promise<readonly UndoPlan[]>): Promise<void> =>
    inTurn(async () => {
      try {
        await undoAtOnce(transactions, plan, now => {
          undoing.clear();
          for (const one of now) undoing.set(one.restoration.display, one);
        });
        // What was as before already is in no transaction.
        decide([...undoing.values()].reduce((all, one) => carriedOut(all, one), files));
      } finally {
        undoing.clear();
      }
    });

  const planFile = async (uri: string): Promise<readonly UndoPlan[]> => {
    const there = await look(uri);
    return there === undefined ? [] : [planFileUndo(there.file, there.now)];
  };
  const keepFile = (uri: string): Promise<void> =>
    inTurn(() => {
      if (files.has(uri)) decide(without(files, uri));
      return Promise.resolve();
    });
  const drop = (uri: string): void => {
    if (!transactions.isLanding(uri)) decide(followDeletion(files, uri));
  };

  // Before the comparison, which would take what they did for a person's work.
  for (const transaction of finished) applied(transaction);
  for (const file of files.values()) {
    const text = await editor.text(file.uri);
    follow(withFound(file, text));
  }
  owned.add(transactions.onDidApply(applied));
  owned.add(
    editor.onDidChange(change => {
      const file = files.get(change.uri);
      if (file === undefined || transactions.isLanding(change.uri)) return;
      const now = followTyping(file, change);
      if (now !== file) follow(put(files, now));
    }),
  );
  owned.add(
    editor.onDidOpen(uri => {
      if (!transactions.isLanding(uri)) lookAtOpen(uri);
    }),
  );
  owned.add(
    editor.onDidSave(uri => {
      if (files.has(uri)) writer.write();
    }),
  );
  owned.add(editor.onDidDelete(drop));
  owned.add(
    editor.onDidRename(({ from, to }) => {
      if (transactions.isLanding(from) || transactions.isLanding(to)) return;
      decide(followRename(files, from, to, displayOf));
    }),
  );

  return {
    get files() {
      shown ??= [...files.values()]
        .map(show)
        .sort((a, b) => (a.display < b.display ? -1 : a.display > b.display ? 1 : 0));
      return shown;
    },
    onDidChange: changed.event,
    file: uri => {
      const file = files.get(uri);
      return file === undefined ? undefined : show(file);
    },
    keepHunk: (uri, hunkId) =>
      inTurn(async () => {
        const there = await look(uri);
        if (there === undefined) return;
        const { file } = there;
        if (file.change !== 'update') decide(without(files, uri));
        else decide(put(files, { ...file, text: keepHunk(file.text, hunkId) }));
      }),
    undoHunk: (uri, hunkId) =>
      undo(async () => {
        const there = await look(uri);
        if (there === undefined) return [];
        const { file, now } = there;
        if (file.change !== 'update') return [planFileUndo(file, now)];
        return planHunkUndo(file, hunkId, now);
      }),
    keepFile,
    undoFile: uri => undo(() => planFile(uri)),
    keepAll: () =>
      inTurn(() => {
        if (files.size > 0) decide(new Map());
        return Promise.resolve();
      }),
    undoAll: () =>
      undo(async () => {
        const plans: UndoPlan[] = [];
        for (const uri of files.keys()) plans.push(...(await planFile(uri)));
        return plans;
      }),
    takeUndone: chatId => {
      const told = undone.get(chatId) ?? [];
      if (told.length === 0) return told;
      undone = new Map([...undone].filter(([id]) => id !== chatId));
      writer.write();
      return told;
    },
    flush: () => writer.flush(),
    dispose: () => {
      owned.dispose();
    },
  };
}
