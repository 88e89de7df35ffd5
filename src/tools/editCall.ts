import * as l10n from '@vscode/l10n';
import type { FileOperation } from '../edits/operations.ts';
import { PatchSyntaxError } from '../edits/refusal.ts';
import { describeApplied } from './editResult.ts';
import { noteEdited } from './noteEdited.ts';
import type { EditOutcome, WorkspacePath } from './ports.ts';
import { prepareFile, type PreparedFile } from './prepareFile.ts';
import { relocated } from './relocate.ts';
import { withRewrites } from './rewrites.ts';
import { ToolRefusal, type EditProposal, type ToolContext, type ToolOutput } from './tool.ts';

/**
 * The first half of every edit tool: works out what operations would change, against the text that
 * the user sees, and changes nothing. All files or none.
 * @param operations reads them from the call's arguments
 * @throws ToolRefusal
 */
export async function prepareEdit(
  operations: () => readonly FileOperation[],
  context: ToolContext,
): Promise<EditProposal> {
  const prepared: PreparedFile[] = [];
  for (const operation of await withRewrites(read(operations), context.paths)) {
    context.signal.throwIfAborted();
    prepared.push(await prepareFile(operation, context));
  }
  requireDistinct(prepared.flatMap(file => file.touches));
  const notes = prepared.flatMap(file => file.notes);
  return {
    kind: 'edit',
    changes: prepared.map(file => file.change),
    diff: prepared.map(file => file.diff),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/**
 * The second half: does what was prepared and tells the model what came of it. If a file changed
 * since, the same change is looked for once in what it is now.
 * @param operations as for `prepareEdit`
 */
export async function performEdit(
  proposal: EditProposal,
  context: ToolContext,
  operations: () => readonly FileOperation[],
): Promise<ToolOutput> {
  return performPrepared(proposal, context, () => prepareEdit(operations, context));
}

/**
 * `performEdit` for edits that were worked out in any way.
 * @param prepare works the proposal out anew, as it was worked out the first time
 */
export async function performPrepared(
  proposal: EditProposal,
  context: ToolContext,
  prepare: () => Promise<EditProposal>,
): Promise<ToolOutput> {
  const outcome = await context.edits.apply(proposal.changes, context.signal);
  if (outcome.applied) return done(proposal, outcome, context, 'Applied.');
  if (outcome.stale !== true) return nothingDone(outcome.reason);
  const again = await relocated(proposal, prepare, context);
  if ('refusal' in again) return nothingDone(again.refusal);
  const second = await context.edits.apply(again.proposal.changes, context.signal);
  return second.applied
    ? done(again.proposal, second, context, again.heading)
    : nothingDone(second.reason);
}

function read(operations: () => readonly FileOperation[]): readonly FileOperation[] {
  try {
    return operations();
  } catch (error) {
    if (error instanceof PatchSyntaxError) throw new ToolRefusal(error.message, { cause: error });
    throw error;
  }
}

async function done(
  { changes, diff, notes = [] }: EditProposal,
  { files }: Extract<EditOutcome, { applied: true }>,
  context: ToolContext,
  heading: string,
): Promise<ToolOutput> {
  await noteEdited(changes, files, context);
  return {
    content: [heading, ...describeApplied(diff, files), ...notes].join('\n'),
    summary: diff.length === 1 ? l10n.t('1 file') : l10n.t('{0} files', diff.length),
    failed: false,
  };
}

function nothingDone(reason: string): ToolOutput {
  return {
    content: `Nothing was changed: ${reason}`,
    summary: l10n.t('not applied'),
    failed: true,
  };
}

/** @throws ToolRefusal if two operations concern one file: which comes first would matter */
function requireDistinct(touched: readonly WorkspacePath[]): void {
  const seen = new Set<string>();
  for (const { uri, display } of touched) {
    if (seen.has(uri)) {
      throw new ToolRefusal(
        `${display} occurs twice in the patch. Put everything that happens to it under one header: all of its hunks, and "*** Move to:" if it moves. Nothing was changed.`,
      );
    }
    seen.add(uri);
  }
}
