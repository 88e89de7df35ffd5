import * as vscode from 'vscode';
import { describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { carryOut, recase, rewriteBack } from './carryOut.ts';
import { reversal } from './editSteps.ts';
import { PartlyTakenBackError } from './partlyTakenBack.ts';
import type { PlannedChange } from './plannedChange.ts';
import { saveDocument } from './saveDocument.ts';

/**
 * Takes back as much of the changes as was made.
 * @throws PartlyTakenBackError, and nothing else, if files could not be set back
 */
export async function takeBack(changes: readonly PlannedChange[], logger: Logger): Promise<void> {
  const left = [...((await stuckAfter(changes, logger)) ?? changes.map(({ display }) => display))];
  for (const change of changes) {
    try {
      await settleBack(change, left);
    } catch (error) {
      logger.error(`Taking back: ${describeError(error)}`, error);
      if (!left.includes(change.display)) left.push(change.display);
    }
  }
  logger.warn(`A change of ${changes.length} files was taken back, all but ${left.length}`);
  if (left.length === 0) return;
  throw new PartlyTakenBackError(left);
}

/** Reverses the changes in the editor. @returns what cannot be; undefined if the editor failed at it */
async function stuckAfter(
  changes: readonly PlannedChange[],
  logger: Logger,
): Promise<readonly string[] | undefined> {
  try {
    const { steps, stuck } = await reversal(changes);
    return (await carryOut(steps)) ? stuck : undefined;
  } catch (error) {
    logger.error('Taking back', error);
    return undefined;
  }
}

async function settleBack(change: PlannedChange, left: readonly string[]): Promise<void> {
  if (left.includes(change.display)) return;
  if ((change.kind === 'rewrite' || change.kind === 'update') && change.isRecased) {
    const to = vscode.Uri.parse(change.before.uri, true);
    await recase(vscode.Uri.parse(change.after.uri, true), to);
  }
  if (change.kind === 'rewrite') await rewriteBack(change);
  if (change.kind !== 'update' || change.wasDirty) return;
  const document = openDocument(change.document.uri);
  if (document?.isDirty === true && document.getText() === change.before.text) {
    await saveDocument(document, change.before.text);
  }
}
