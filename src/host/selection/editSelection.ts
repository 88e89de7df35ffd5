import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Session } from '../../chat/session.ts';
import { encodeRef } from '../attachments/chipRef.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { lastAnswer, whyEnded, type TurnEnd } from '../lastAnswer.ts';
import { firstWords } from '../notificationText.ts';
import { failedAside, offerChat } from '../offerChat.ts';
import { openChange } from '../review/openChanges.ts';
import type { Review } from '../review/review.ts';
import { runAside } from '../runAside.ts';
import { newChange, reviewedNow } from './newChange.ts';
import { requireEditable } from './requireEditable.ts';
import { refOfTarget, targetIn, type Target } from './target.ts';

export interface EditSelectionParts {
  readonly attachments: Pick<Attachments, 'read'>;
  readonly ensureKey: () => Promise<boolean>;
  readonly createChat: () => Session;
  readonly openChat: (id: string) => Promise<void>;
  readonly mayEdit: () => boolean;
  /** Whether a person is asked before an edit of a plain file. */
  readonly asksToEdit: () => boolean;
  readonly review: Review;
}

/**
 * Asks what to change, has it changed in a chat of its own that is not shown, and goes to the first
 * change under review. Does nothing if the person gives no instruction or ends it.
 * @throws PlumbError with one action if it cannot be done or failed
 */
export async function editSelection(parts: EditSelectionParts): Promise<void> {
  const { attachments, review } = parts;
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) await requireEditable(editor.document, parts.mayEdit());
  const target = await targetIn(editor, 'line');
  const instruction = await askForInstruction(editor, target, parts.asksToEdit());
  if (instruction === undefined || !(await parts.ensureKey())) return;
  const attached = await attachments.read([encodeRef(refOfTarget(target))]);
  const before = reviewedNow(review.files);
  const session = parts.createChat();
  const ended = await runAside(session, {
    title: l10n.t('Plumb: Edit {0}', target.label),
    message: {
      text: `${instruction}\n\n${l10n.t('This is about {0}, attached. Change it there, with your edit tools, and nothing that this does not need.', target.label)}`,
      attachments: attached,
      // The change is asked for, not a description of it.
      options: { toolChoice: { type: 'any' } },
    },
    openChat: parts.openChat,
  });
  const change = newChange(review.files, before, target.document.uri.toString());
  if (change !== undefined) await openChange(review, change.uri, change.hunkId);
  await tellOfEnd(session, ended, change !== undefined, parts.openChat);
}

/** Shows what is meant while the instruction is written; the cursor goes back if there is none. */
async function askForInstruction(
  editor: vscode.TextEditor | undefined,
  { range, label }: Target,
  asksToEdit: boolean,
): Promise<string | undefined> {
  const before = editor?.selections;
  if (editor !== undefined) editor.selection = new vscode.Selection(range.start, range.end);
  const text = await vscode.window.showInputBox({
    title: l10n.t('Plumb: Edit with Instruction'),
    prompt: asksToEdit
      ? l10n.t('What should change in {0}? Plumb asks you before it changes anything.', label)
      : l10n.t('What should change in {0}? The change is yours to keep or undo.', label),
    placeHolder: l10n.t('handle the case that the list is empty'),
    ignoreFocusOut: true,
  });
  if (text !== undefined && text.trim() !== '') return text.trim();
  if (editor !== undefined && before !== undefined) editor.selections = before;
  return undefined;
}

async function tellOfEnd(
  session: Session,
  ended: TurnEnd | undefined,
  isChanged: boolean,
  openChat: (id: string) => Promise<void>,
): Promise<void> {
  if (ended?.reason === 'stopped' || (ended?.reason === 'done' && isChanged)) return;
  if (ended?.reason !== 'done') {
    throw failedAside(session, whyEnded(ended));
  }
  const answer = lastAnswer(session);
  const words =
    answer.state === 'done' && answer.text.trim() !== ''
      ? l10n.t('Nothing was changed. Plumb says: {0}', firstWords(answer.text))
      : l10n.t('Nothing was changed.');
  await offerChat(session, words, openChat);
}
