import * as vscode from 'vscode';
import { describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { planRecovery, type PlacedText, type WayBack } from '../../edits/recovery.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { landChanges } from './applyEdits.ts';
import type { ForeignEntry } from './journal.ts';
import { mendTorn, untilShortlyAfter } from './brokenSave.ts';
import type { PlannedChange } from './plannedChange.ts';
import { planRestoration } from './planRestoration.ts';
import { withoutDisk, type JournalFile } from './recordTexts.ts';
import { saveDocument } from './saveDocument.ts';
import { textsNow } from './textNow.ts';
import type { AppliedTransaction, FileState, Recovery } from './transactions.ts';

/** What became of one change set. */
export interface RecoveredEntry {
  /** For people: a part may be rolled back and another left alone. */
  readonly told: readonly Recovery[];
  /** Set if it is whole. */
  readonly finished: AppliedTransaction | undefined;
}

/**
 * Finishes or rolls back a change set whose owner is gone. Only what is as the change set made it is
 * touched. What is left alone stays in the journal, so that its old text can be had back.
 */
export async function recoverEntry(entry: ForeignEntry, logger: Logger): Promise<RecoveredEntry> {
  const record = await entry.claim();
  if (record === undefined) return notFinished([]);
  const files = await entry.load();
  if (files === undefined) {
    await record.close();
    logger.error('A text of an open change set is missing from the journal');
    return notFinished([
      { outcome: 'leftAlone', files: entry.files.map(({ display }) => display) },
    ]);
  }
  const isOurTime = untilShortlyAfter(entry.lastSignMs);
  for (const file of files) await mendTorn(file, isOurTime, logger);
  const now = await textsNow(files);
  const plan = planRecovery(files, uri => now.get(uri));
  if (plan.outcome === 'finished') {
    for (const file of files) await saveIfOurs(file);
    await record.close();
    const { id, at, origin } = entry;
    return {
      told: [{ outcome: 'finished', files: files.map(({ display }) => display) }],
      finished: { id, at, origin, files: files.map(withoutDisk) },
    };
  }
  const left = new Set(plan.left);
  for (const index of await rollBack(files, plan.back, logger)) left.add(index);
  if (left.size === 0) await record.discard();
  else {
    await record.became(files.filter((_file, index) => left.has(index)));
    await record.close();
  }
  const named = (isLeft: boolean): string[] =>
    files.filter((_file, index) => left.has(index) === isLeft).map(({ display }) => display);
  const recoveries: readonly Recovery[] = [
    { outcome: 'rolledBack', files: named(false) },
    { outcome: 'leftAlone', files: named(true) },
  ];
  return notFinished(recoveries.filter(recovery => recovery.files.length > 0));
}

function notFinished(told: readonly Recovery[]): RecoveredEntry {
  return { told, finished: undefined };
}

/** @returns the places of files that could not be set back */
async function rollBack(
  files: readonly JournalFile[],
  back: readonly WayBack[],
  logger: Logger,
): Promise<readonly number[]> {
  const stuck: number[] = [];
  const planned: PlannedChange[] = [];
  for (const { index, expected, target } of back) {
    const file = files[index];
    if (file === undefined) continue;
    try {
      const change = await planRestoration(
        {
          display: file.display,
          expected: stateOf(file, expected),
          target: stateOf(file, target),
        },
        // What had been saved before is to be on the disk again.
        file.disk === undefined,
      );
      if (change !== undefined) planned.push(change);
    } catch (error) {
      logger.warn(`Not rolled back: ${describeError(error)}`);
      stuck.push(index);
    }
  }
  try {
    const landing = await landChanges(planned, {
      logger,
      signal: new AbortController().signal,
      prepared: undefined,
      onStep: () => Promise.resolve(),
      onSettled: () => Promise.resolve(),
    });
    if (landing.applied) return stuck;
    logger.warn(`Not rolled back: ${landing.reason}`);
  } catch (error) {
    logger.error('Not rolled back', error);
  }
  return back.map(({ index }) => index);
}

function stateOf(file: JournalFile, placed: PlacedText | undefined): FileState | undefined {
  if (placed === undefined) return undefined;
  // A change set never changes an encoding.
  return { ...placed, encoding: (file.before ?? file.after)?.encoding ?? 'utf8' };
}

/** What the editor holds of a finished change set and did not come to save. */
async function saveIfOurs({ after, disk }: JournalFile): Promise<void> {
  if (after === undefined || disk !== undefined) return;
  const document = openDocument(vscode.Uri.parse(after.uri, true));
  if (document?.isDirty === true && document.getText() === after.text) {
    await saveDocument(document, after.text);
  }
}
