import * as vscode from 'vscode';
import { delay } from '../../base/abort.ts';
import { Emitter } from '../../base/emitter.ts';
import { describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { EditOutcome } from '../../tools/ports.ts';
import { landChanges, type LandedFile, type Landing, type LandingStep } from './applyEdits.ts';
import { byPlace } from './byPlace.ts';
import { planChange } from './editPlan.ts';
import { createTurns } from './inTurn.ts';
import { createJournal, type JournalEntry } from './journal.ts';
import { asFound, isAsBefore, journalFile } from './journalFile.ts';
import type { RecordOwner } from './journalRecord.ts';
import { preparedPlaces } from './inPlace.ts';
import { createLandingPlaces } from './landingPlaces.ts';
import { PartlyTakenBackError } from './partlyTakenBack.ts';
import { planAll, type Refused } from './planAll.ts';
import { urisOf, type PlannedChange } from './plannedChange.ts';
import { planRestoration } from './planRestoration.ts';
import { thisOwner } from './recordOwner.ts';
import { recoverEntry } from './recoverEntry.ts';
import { withoutDisk, type JournalFile } from './recordTexts.ts';
import type { AppliedTransaction, EditOrigin, Recovery, Transactions } from './transactions.ts';

/** How often it is looked whether another window has ended its work, while one is at work. In ms. */
const LOOK_AGAIN_MS = 250;
/** How long a start waits for that: a window that is suspended may never end it. In ms. */
const WAIT_MS = 60_000;

/**
 * The one way in which files of the user are changed. Change sets land one after the other. Each is
 * in the journal before its first change, and taken out of the open ones after its last.
 */
export function createTransactions(parts: {
  /** File system path of Plumb's own storage for this workspace; made with the first change. */
  readonly folder: string;
  readonly logger: Logger;
  /** Who writes the journal; this run of Plumb where not given. */
  readonly owner?: RecordOwner;
  /** For tests, which break off there. */
  readonly onStep?: (step: LandingStep, display: string | undefined) => Promise<void>;
}): Transactions {
  const { folder, logger, owner = thisOwner(), onStep = () => Promise.resolve() } = parts;
  const journal = createJournal(folder, owner, logger);
  const applied = new Emitter<AppliedTransaction>();
  const landing = createLandingPlaces();
  const inTurn = createTurns();
  const disposed = new AbortController();
  let lastAt = 0;
  /** What is done now comes behind what is on record, though a clock may have been set back since. */
  let known: Promise<void> | undefined;
  const nextAt = async (): Promise<number> => {
    known ??= journal.newestAt().then(newest => {
      lastAt = newest;
    }, notWritten);
    await known;
    lastAt = Math.max(Date.now(), lastAt + 1);
    return lastAt;
  };

  /** Lands what was checked, with the journal around it. */
  const land = async (
    changes: readonly PlannedChange[],
    origin: EditOrigin,
    signal: AbortSignal,
    prepared: ReadonlySet<string> | undefined,
  ): Promise<EditOutcome> => {
    if (changes.length === 0) return { applied: true, files: [] };
    const id = globalThis.crypto.randomUUID();
    const at = await nextAt();
    const planned = changes.map(journalFile);
    const entry = await openEntry({ id, at, origin, files: planned });
    if ('reason' in entry) return entry;
    let done: Landing;
    try {
      await onStep('recorded', undefined);
      const busy = await atWorkElsewhere(changes);
      if (busy !== undefined) {
        await entry.discard();
        return {
          applied: false,
          reason: `another window of the editor is changing ${busy} right now. Read it again and make the edit anew.`,
          stale: true,
        };
      }
      done = await landChanges(changes, {
        logger,
        signal,
        onStep,
        prepared,
        onSettled: (index, after) => entry.settled(index, after).catch(notWritten),
      });
    } catch (error) {
      if (error instanceof PartlyTakenBackError) {
        const files = await keepWhatStays(entry, planned);
        tell({ id, at, origin, files: files.map(withoutDisk) });
      } else await entry.discard();
      throw error;
    }
    if (!done.applied) {
      await entry.discard();
      return done;
    }
    // What landed stays in the journal, whatever fails from here on.
    await onStep('landed', undefined);
    await entry.close().catch(notWritten);
    tell({ id, at, origin, files: done.files.map(stateOf) });
    return { applied: true, files: done.files.map(outcomeOf) };
  };

  /** Closes the record of what could not be taken back whole, with what is really there. */
  const keepWhatStays = async (
    entry: JournalEntry,
    planned: readonly JournalFile[],
  ): Promise<readonly JournalFile[]> => {
    try {
      const found = (await asFound(planned)).filter(file => !isAsBefore(file));
      await entry.became(found);
      await entry.close();
      return found;
    } catch (error) {
      // It stays open, for the next start to look at.
      notWritten(error);
      return [];
    }
  };

  const openEntry = async (
    set: Parameters<typeof journal.open>[0],
  ): Promise<JournalEntry | Refused> => {
    try {
      return await journal.open(set);
    } catch (error) {
      logger.error('The journal of edits cannot be written', error);
      return {
        applied: false,
        reason: `Plumb could not note down what it is about to do (${describeError(error)}), so it did not begin. Tell the user.`,
      };
    }
  };

  const atWorkElsewhere = async (
    changes: readonly PlannedChange[],
  ): Promise<string | undefined> => {
    const others = (await journal.foreign()).filter(({ isAtWork }) => isAtWork);
    const taken = new Set(others.flatMap(({ files }) => files.flatMap(({ uris }) => uris)));
    return changes.find(change => urisOf(change).some(uri => taken.has(uri)))?.display;
  };

  const notWritten = (error: unknown): void => {
    logger.error('The journal of edits could not be written', error);
  };

  const tell = (transaction: AppliedTransaction): void => {
    try {
      applied.fire(transaction);
    } catch (error) {
      logger.error('A listener of edits failed', error);
    }
  };

  const run = <T>(
    changes: readonly T[],
    plan: (change: T) => Promise<PlannedChange | undefined>,
    origin: EditOrigin,
    signal: AbortSignal,
    prepared?: ReadonlySet<string>,
  ): Promise<EditOutcome> =>
    inTurn(async () => {
      signal.throwIfAborted();
      const planned = await planAll(changes, plan);
      if ('reason' in planned) return planned;
      signal.throwIfAborted();
      return landing.during(planned.flatMap(urisOf), () => land(planned, origin, signal, prepared));
    });

  /** @returns whether another window is still at work on something that it may not come to close */
  const recoverGone = async (recoveries: Recovery[]): Promise<boolean> => {
    let isWaiting = false;
    for (const entry of await journal.foreign()) {
      if (entry.isAtWork) {
        isWaiting = true;
        continue;
      }
      const uris = entry.files.flatMap(file => file.uris);
      const { told, finished } = await landing.during(uris, () => recoverEntry(entry, logger));
      recoveries.push(...told);
      if (finished !== undefined) tell(finished);
    }
    return isWaiting;
  };

  return {
    portFor: origin => ({
      apply: (changes, signal) => run(changes, planChange, origin, signal, preparedPlaces(changes)),
    }),
    restore: (files, origin, signal) =>
      run(byPlace(files, displayOf), file => planRestoration(file, false), origin, signal),
    onDidApply: applied.event,
    isLanding: uri => landing.has(uri),
    history: chatId => journal.history(chatId),
    recover: async () => {
      const recoveries: Recovery[] = [];
      const deadline = performance.now() + WAIT_MS;
      while (await inTurn(() => recoverGone(recoveries))) {
        await delay(LOOK_AGAIN_MS, disposed.signal).catch(() => undefined);
        if (disposed.signal.aborted || performance.now() > deadline) return recoveries;
      }
      // Nobody waits for it: what is too old does no harm.
      inTurn(() => journal.prune()).catch((error: unknown) => {
        logger.error('The journal of edits could not be tidied up', error);
      });
      return recoveries;
    },
    dispose: () => {
      disposed.abort();
      applied.dispose();
    },
  };
}

function displayOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
}

function stateOf({ display, before, after }: LandedFile): AppliedTransaction['files'][number] {
  return { display, before, after };
}

function outcomeOf({
  display,
  after,
  saved,
  note,
}: LandedFile): Extract<EditOutcome, { applied: true }>['files'][number] {
  return {
    path: display,
    saved,
    ...(note === undefined ? {} : { note }),
    ...(after === undefined ? {} : { text: after.text }),
  };
}
