import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { ChatEvent } from '../../chat/events.ts';
import type { Session } from '../../chat/session.ts';
import { codePatch } from '../../edits/codePatch.ts';
import { placeExcerpt, type ExcerptPlace } from '../../edits/excerpt.ts';
import type { FileOperation } from '../../edits/operations.ts';
import { PatchSyntaxError } from '../../edits/refusal.ts';
import { wholeFileOperation } from '../../edits/wholeFile.ts';
import type { Params, Result } from '../../protocol/messages.ts';
import { prepareEdit } from '../../tools/editCall.ts';
import { resolveWorkspacePath } from '../../tools/paths.ts';
import type { AccessPort } from '../../tools/accessPort.ts';
import type { FilesPort, PathPort } from '../../tools/ports.ts';
import { createShownTexts } from '../../tools/shownTexts.ts';
import { ToolRefusal, type EditProposal } from '../../tools/tool.ts';
import type { Transactions } from '../edits/transactions.ts';
import { openAllChanges, openFileChanges } from '../review/openChanges.ts';
import type { Review } from '../review/review.ts';
import { applyTarget } from './applyTarget.ts';
import { findWorkspaceFiles } from './findWorkspaceFile.ts';
import type { LastEditor } from './lastEditor.ts';

export interface ApplyParts {
  /** Of the surface: the change belongs to the chat that it shows. */
  readonly controller: { readonly session: Pick<Session, 'id' | 'events'> };
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly access: AccessPort;
  readonly transactions: Pick<Transactions, 'portFor'>;
  readonly review: Review;
  readonly lastEditor: LastEditor;
}

type Code = Params<'applyCode'>;
type Applied = Result<'applyCode'>;

/** Ends an application for a reason that is for people. */
class NotApplied extends Error {
  override readonly name = 'NotApplied';
  readonly outcome: 'refused' | 'cancelled';

  constructor(outcome: 'refused' | 'cancelled', message: string) {
    super(message);
    this.outcome = outcome;
  }
}

/**
 * Puts code of an answer where it belongs, by the way of the agent's edits: worked out against the
 * text that the user sees, landed whole or not at all, shown as a diff and under review afterwards.
 */
export async function applyCode(code: Code, parts: ApplyParts): Promise<Applied> {
  try {
    const operations = await operationsOf(code, parts);
    const proposal = await proposed(operations, parts);
    await askAboutGuarded(proposal);
    return await landed(proposal, parts);
  } catch (error) {
    if (error instanceof NotApplied) return { outcome: error.outcome, message: error.message };
    if (error instanceof ToolRefusal || error instanceof PatchSyntaxError) {
      return refused(l10n.t('Not applied. {0}', error.message));
    }
    if (error instanceof PlumbError) return refused(error.message);
    throw error;
  }
}

async function operationsOf(code: Code, parts: ApplyParts): Promise<readonly FileOperation[]> {
  const patch = codePatch(code.text, code.language);
  if (patch.kind === 'named') return inWorkspace(patch.operations, parts);
  const target = await applyTarget(code, parts);
  switch (target.kind) {
    case 'cancelled':
      throw new NotApplied('cancelled', l10n.t('Nothing was changed.'));
    case 'none':
      throw new NotApplied(
        'refused',
        l10n.t('Open the file that the code belongs to and press Apply again, or use New file.'),
      );
    case 'new':
      if (patch.kind === 'none') {
        return [{ kind: 'create', path: target.path, text: `${code.text.replace(/\n+$/, '')}\n` }];
      }
      throw new NotApplied(
        'refused',
        l10n.t('There is no file {0} in the workspace, so nothing was changed.', target.path),
      );
    case 'file': {
      const { file, selected } = target;
      if (patch.kind === 'nameless') return patch.operations(file.display);
      const { text } = await parts.files.read(file);
      const place = placeExcerpt(text, code.text, selected);
      if (place.kind === 'unsure') throw unsure(place.why, file.display);
      return [wholeFileOperation(file.display, text, place.after)];
    }
  }
}

function unsure(why: Extract<ExcerptPlace, { kind: 'unsure' }>['why'], file: string): NotApplied {
  return new NotApplied('refused', unsureReason(why, file));
}

function unsureReason(why: Extract<ExcerptPlace, { kind: 'unsure' }>['why'], file: string): string {
  switch (why) {
    case 'same':
      return l10n.t('{0} has this code already.', file);
    case 'severalPlaces':
      return l10n.t(
        'The code begins or ends like several places of {0}. Select the lines that it replaces and press Apply again, or use Insert at cursor.',
        file,
      );
    case 'nowhere':
      return l10n.t(
        'It is not certain where in {0} the code belongs. Select the lines that it replaces and press Apply again, or use Insert at cursor or New file.',
        file,
      );
    case 'unlike':
      return l10n.t(
        'The place in {0} that the code seems to mean holds something else. Select the lines that it replaces and press Apply again, or use Insert at cursor.',
        file,
      );
  }
}

/** With the paths of a patch as the workspace has them: models leave out folders. */
async function inWorkspace(
  operations: readonly FileOperation[],
  parts: ApplyParts,
): Promise<readonly FileOperation[]> {
  return Promise.all(
    operations.map(async operation => {
      if (operation.kind === 'create') return operation;
      const found = await findWorkspaceFiles(operation.path, parts);
      const [only, ...others] = found;
      return only === undefined || others.length > 0
        ? operation
        : { ...operation, path: only.display };
    }),
  );
}

async function proposed(
  operations: readonly FileOperation[],
  { paths, files, access }: ApplyParts,
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
  { controller, transactions, review }: ApplyParts,
): Promise<Applied> {
  const { session } = controller;
  const port = transactions.portFor({
    kind: 'agent',
    chatId: session.id,
    messageId: lastMessageId(session.events),
  });
  const outcome = await port.apply(changes, new AbortController().signal);
  if (!outcome.applied) {
    return outcome.stale === true
      ? refused(l10n.t('The file was changed at the same moment. Press Apply again.'))
      : refused(l10n.t('Not applied. {0}', outcome.reason));
  }
  const names = new Set(outcome.files.map(({ path }) => path));
  const changed = review.files.filter(({ display }) => names.has(display));
  const [only, ...others] = changed;
  if (only !== undefined) {
    await (others.length === 0 ? openFileChanges(only) : openAllChanges(changed));
  }
  const named = diff.map(file => file.newPath ?? file.path).join(', ');
  const isUnsaved = outcome.files.some(({ saved }) => !saved);
  return {
    outcome: 'applied',
    message: isUnsaved
      ? l10n.t('Applied to {0}; not saved, because there was unsaved text. Keep or undo it.', named)
      : l10n.t('Applied to {0}. Keep or undo it.', named),
  };
}

/** Going back to before the last message takes back what was applied since, too. */
function lastMessageId(events: readonly ChatEvent[]): string {
  const last = events.findLast(event => event.type === 'userMessage');
  return last?.id ?? 'none';
}

function refused(message: string): Applied {
  return { outcome: 'refused', message };
}
