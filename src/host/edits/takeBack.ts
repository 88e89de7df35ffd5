import { describeError, PlumbError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { carryOut, rewriteBack } from './carryOut.ts';
import { reversal } from './editSteps.ts';
import type { PlannedChange } from './plannedChange.ts';
import { saveDocument } from './saveDocument.ts';

/**
 * Takes back as much of the changes as was made.
 * @throws PlumbError naming the files that could not be set back
 */
export async function takeBack(changes: readonly PlannedChange[], logger: Logger): Promise<void> {
  const { steps, stuck } = await reversal(changes);
  const done = await carryOut(steps);
  const left = done ? [...stuck] : changes.map(({ display }) => display);
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
  throw new PlumbError(
    `The change was broken off and could not be taken back whole. Look at these files before anything else: ${left.join(', ')}.`,
  );
}

async function settleBack(change: PlannedChange, left: readonly string[]): Promise<void> {
  if (left.includes(change.display)) return;
  if (change.kind === 'rewrite') await rewriteBack(change);
  if (change.kind !== 'update' || change.wasDirty) return;
  const document = openDocument(change.document.uri);
  if (document?.isDirty === true && document.getText() === change.before.text) {
    await saveDocument(document, change.before.text);
  }
}
