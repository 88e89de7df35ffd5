import * as l10n from '@vscode/l10n';
import type { FileOperation } from '../edits/operations.ts';
import { withProblemNews, type ProblemNews } from './problemsAfter.ts';
import { PatchSyntaxError } from '../edits/refusal.ts';
import { describeApplied } from './editResult.ts';
import { editProposal } from './editProposal.ts';
import { fileCount } from './fileCount.ts';
import { guardedEdits, placesOf } from './guardedEdits.ts';
import { noteEdited } from './noteEdited.ts';
import type { EditOutcome, WorkspacePath } from './ports.ts';
import { prepareFile, type PreparedFile } from './prepareFile.ts';
import { relocated } from './relocate.ts';
import { withRewrites } from './rewrites.ts';
import {
  ToolRefusal,
  type EditContext,
  type EditProposal,
  type ToolContext,
  type ToolOutput,
} from './tool.ts';

/**
 * The first half of every edit tool: works out what operations would change, against the text that
 * the user sees, and changes nothing. All files or none.
 * @param operations reads them from the call's arguments
 * @throws ToolRefusal
 */
export async function prepareEdit(
  operations: () => readonly FileOperation[],
  context: EditContext,
): Promise<EditProposal> {
  const prepared: PreparedFile[] = [];
  for (const operation of await withRewrites(read(operations), context.paths)) {
    context.signal.throwIfAborted();
    prepared.push(await prepareFile(operation, context));
  }
  requireDistinct(prepared.flatMap(file => file.touches));
  const changes = prepared.map(file => file.change);
  const diff = prepared.map(file => file.diff);
  const notes = prepared.flatMap(file => file.notes);
  return editProposal({ changes, diff, notes }, context);
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
  const late = await unasked(proposal, proposal, context);
  if (late !== undefined) return nothingDone(late);
  const outcome = await land(proposal, context);
  if (outcome.applied) return done(proposal, outcome, context, 'Applied.');
  if (outcome.stale !== true) return nothingDone(outcome.reason);
  const again = await relocated(proposal, prepare, context);
  if ('refusal' in again) return nothingDone(again.refusal);
  const later = await unasked(again.proposal, proposal, context);
  if (later !== undefined) return nothingDone(later);
  const second = await land(again.proposal, context);
  return second.applied
    ? done(again.proposal, second, context, again.heading)
    : nothingDone(second.reason);
}

type Landed = EditOutcome & { readonly news: ProblemNews };

/** Lands the changes, and looks what is broken since. */
async function land({ changes }: EditProposal, context: ToolContext): Promise<Landed> {
  const paths = changes.flatMap(placesOf);
  const { result, news } = await withProblemNews(context, paths, () =>
    context.edits.apply(changes, context.signal),
  );
  return { ...result, news };
}

/** What of a change, at the time of use, no person was asked about; undefined if there is nothing. */
async function unasked(
  { changes }: EditProposal,
  { guarded: asked = [] }: EditProposal,
  context: ToolContext,
): Promise<string | undefined> {
  for (const { uri, display } of changes.flatMap(placesOf)) {
    if (await context.paths.isForbidden(uri)) {
      return `a .plumbignore file puts ${display} off limits for every tool. Do without it.`;
    }
  }
  const now = await guardedEdits(changes, context);
  const fresh = now.find(
    ({ uri, level }) => !asked.some(before => before.uri === uri && before.level === level),
  );
  return fresh === undefined
    ? undefined
    : `${fresh.path} became guarded since the user was asked: ${fresh.reason} Make the edit anew, so that the user is asked about that too.`;
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
  { files, news }: Extract<Landed, { applied: true }>,
  context: ToolContext,
  heading: string,
): Promise<ToolOutput> {
  await noteEdited(changes, files, context);
  return {
    content: [heading, ...describeApplied(diff, files), ...notes, ...news.lines].join('\n'),
    summary: fileCount(diff.length),
    failed: false,
    ...(news.sources.length === 0 ? {} : { sources: news.sources }),
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
