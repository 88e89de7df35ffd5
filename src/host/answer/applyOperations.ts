import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { beginsTurn } from '../../chat/conversation.ts';
import type { ChatEvent } from '../../chat/events.ts';
import type { Session } from '../../chat/session.ts';
import type { FileOperation } from '../../edits/operations.ts';
import { PatchSyntaxError } from '../../edits/refusal.ts';
import type { Result } from '../../protocol/messages.ts';
import type { AccessPort } from '../../tools/accessPort.ts';
import { prepareEdit } from '../../tools/editCall.ts';
import { resolveWorkspacePath } from '../../tools/paths.ts';
import type { FilesPort, PathPort } from '../../tools/ports.ts';
import { createShownTexts } from '../../tools/shownTexts.ts';
import { ToolRefusal, type EditProposal } from '../../tools/tool.ts';
import type { Transactions } from '../edits/transactions.ts';
import type { Review, ReviewFile } from '../review/review.ts';

export interface OperationParts {
  /** To whose chat the change belongs. */
  readonly controller: { readonly session: Pick<Session, 'id' | 'events'> };
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly access: AccessPort;
  readonly transactions: Pick<Transactions, 'portFor'>;
  readonly review: Pick<Review, 'files'>;
}

export type Applied = Result<'applyCode'>;

/** Ends an application for a reason that is for people. */
export class NotApplied extends Error {
  override readonly name = 'NotApplied';
  readonly outcome: 'refused' | 'cancelled';

  constructor(outcome: 'refused' | 'cancelled', message: string) {
    super(message);
    this.outcome = outcome;
  }
}

/** What came of an application, in words for the person who asked for it. */
export async function orRefused(apply: () => Promise<Applied>): Promise<Applied> {
  try {
    return await apply();
  } catch (error) {
    if (error instanceof NotApplied) return { outcome: error.outcome, message: error.message };
    if (error instanceof ToolRefusal || error instanceof PatchSyntaxError) {
      return refused(l10n.t('Not applied. {0}', error.message));
    }
    if (error instanceof PlumbError) return refused(error.message);
    throw error;
  }
}

/**
 * Changes files for a person, by the way of the agent's edits: worked out against the text that the
 * user sees, landed whole or not at all, under review afterwards.
 * @returns what came of it, and the files that have a change under review
 * @throws NotApplied, ToolRefusal, PatchSyntaxError or PlumbError (see `orRefused`)
 */
export async function landOperations(
  operations: readonly FileOperation[],
  parts: OperationParts,
): Promise<{ readonly applied: Applied; readonly changed: readonly ReviewFile[] }> {
  const proposal = await proposed(operations, parts);
  await askAboutGuarded(proposal);
  return landed(proposal, parts);
}

async function proposed(
  operations: readonly FileOperation[],
  { paths, files, access }: OperationParts,
): Promise<EditProposal> {
  const places = await Promise.all(operations.map(({ path }) => resolveWorkspacePath(path, paths)));
  return prepareEdit(() => operations, {
    paths,
    files,
    access,
    // A person reads the refusals here, not the model: they may quote a file that is guarded.
    granted: new Set(places.map(({ uri }) => uri)),
    // Line numbers of a block are of no text that can be known to be this one.
    shown: createShownTexts(),
    signal: new AbortController().signal,
  });
}

/** @throws NotApplied if the person does not want it */
async function askAboutGuarded({ guarded = [], warnings = [] }: EditProposal): Promise<void> {
  if (guarded.length === 0 && warnings.length === 0) return;
  const apply = l10n.t('Apply');
  const reasons = [...guarded.map(({ path, reason }) => `${path}: ${reason}`), ...warnings];
  const answer = await vscode.window.showWarningMessage(
    l10n.t('Apply this code? It changes more than a plain file of the workspace.'),
    { modal: true, detail: reasons.join('\n') },
    apply,
  );
  if (answer !== apply) throw new NotApplied('cancelled', l10n.t('Nothing was changed.'));
}

async function landed(
  { changes, diff }: EditProposal,
  { controller, transactions, review }: OperationParts,
): Promise<{ readonly applied: Applied; readonly changed: readonly ReviewFile[] }> {
  const { session } = controller;
  const port = transactions.portFor({
    kind: 'agent',
    chatId: session.id,
    messageId: lastMessageId(session.events),
  });
  const outcome = await port.apply(changes, new AbortController().signal);
  if (!outcome.applied) {
    const applied =
      outcome.stale === true
        ? refused(l10n.t('The file was changed at the same moment. Press Apply again.'))
        : refused(l10n.t('Not applied. {0}', outcome.reason));
    return { applied, changed: [] };
  }
  const names = new Set(outcome.files.map(({ path }) => path));
  const named = diff.map(file => file.newPath ?? file.path).join(', ');
  const isUnsaved = outcome.files.some(({ saved }) => !saved);
  const message = isUnsaved
    ? l10n.t('Applied to {0}; not saved, because there was unsaved text. Keep or undo it.', named)
    : l10n.t('Applied to {0}. Keep or undo it.', named);
  return {
    applied: { outcome: 'applied', message },
    changed: review.files.filter(({ display }) => names.has(display)),
  };
}

/** Going back to before the last message takes back what was applied since, too. */
function lastMessageId(events: readonly ChatEvent[]): string {
  const last = events.findLast(beginsTurn);
  return last?.id ?? 'none';
}

function refused(message: string): Applied {
  return { outcome: 'refused', message };
}
