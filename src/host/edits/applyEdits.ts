import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { EditOutcome, EditPort, FileChange } from '../../tools/ports.ts';
import { planChange, type PlannedChange, type PlannedUpdate } from './editPlan.ts';
import { saveDocument, type Saved } from './saveDocument.ts';
import { editSteps, reversal, type EditStep } from './editSteps.ts';
import { openDocument } from '../files/workspaceFiles.ts';

type AppliedFile = Extract<EditOutcome, { applied: true }>['files'][number];

/** The one way in which a user's file is changed (invariant 2). */
export function createEditPort(logger: Logger): EditPort {
  return {
    apply: async (changes, signal) => {
      const planned = await plan(changes);
      if ('reason' in planned) return { applied: false, reason: planned.reason };
      signal.throwIfAborted();
      // From here to the edit nothing is awaited: what was checked is what is edited.
      const late = planned.changes.find(change => change.kind === 'update' && isStale(change));
      if (late !== undefined) {
        return {
          applied: false,
          reason: `${late.display} was changed in the editor just now. Read it again and make the edit anew.`,
        };
      }
      const applied = await carryOut(editSteps(planned.changes));
      if (!applied || signal.aborted) await takeBack(planned.changes, logger);
      signal.throwIfAborted();
      if (!applied) {
        return {
          applied: false,
          reason:
            'the editor refused the change, perhaps because a file was changed at the same time. What it had done was taken back. Read the files again before another try.',
        };
      }
      return { applied: true, files: await Promise.all(planned.changes.map(finish)) };
    },
  };
}

/** @returns false if the editor did not do all of it */
async function carryOut(steps: readonly EditStep[]): Promise<boolean> {
  // VS Code takes an edit of nothing for one that failed.
  if (steps.length === 0) return true;
  const edit = new vscode.WorkspaceEdit();
  for (const step of steps) step(edit);
  return vscode.workspace.applyEdit(edit);
}

async function plan(
  changes: readonly FileChange[],
): Promise<{ readonly changes: readonly PlannedChange[] } | { readonly reason: string }> {
  const planned: PlannedChange[] = [];
  const seen = new Set<string>();
  try {
    for (const change of changes) {
      const next = await planChange(change);
      for (const uri of touches(next)) {
        if (seen.has(uri)) throw new PlumbError(`${next.display} occurs in two of the changes.`);
        seen.add(uri);
      }
      planned.push(next);
    }
    return { changes: planned };
  } catch (error) {
    if (error instanceof PlumbError) return { reason: error.message };
    throw error;
  }
}

function touches(change: PlannedChange): string[] {
  if (change.kind !== 'update') return [change.uri.toString()];
  const { document, moveTo } = change;
  return [document.uri, ...(moveTo === undefined ? [] : [moveTo])].map(uri => uri.toString());
}

function isStale({ document, version, wasDirty }: PlannedUpdate): boolean {
  return document.isClosed || document.version !== version || document.isDirty !== wasDirty;
}

/** @throws PlumbError if a part of the changes stays */
async function takeBack(changes: readonly PlannedChange[], logger: Logger): Promise<void> {
  const { steps, stuck } = await reversal(changes);
  const done = await carryOut(steps);
  for (const change of changes) {
    if (change.kind !== 'update' || change.wasDirty) continue;
    const document = openDocument(change.document.uri);
    if (document?.isDirty === true && document.getText() === change.before) {
      await saveDocument(document, change.before);
    }
  }
  logger.warn(`A change of ${changes.length} files was taken back, all but ${stuck.length}`);
  if (done && stuck.length === 0) return;
  const names = (done ? stuck : changes.map(({ display }) => display)).join(', ');
  throw new PlumbError(
    `The change was broken off and could not be taken back whole. Look at these files before anything else: ${names}.`,
  );
}

async function finish(change: PlannedChange): Promise<AppliedFile> {
  if (change.kind !== 'update') return { path: change.display, saved: true };
  return { path: change.display, ...(await settle(change)) };
}

async function settle({ document, moveTo, wasDirty, after }: PlannedUpdate): Promise<Saved> {
  const now = moveTo === undefined ? document : openDocument(moveTo);
  if (wasDirty) {
    return {
      saved: false,
      note: 'the user had unsaved changes in it, so what is on the disk does not have the change yet and commands do not see it',
    };
  }
  // A file that only moved need not have a document.
  return now === undefined ? { saved: true } : saveDocument(now, after);
}
