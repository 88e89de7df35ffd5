import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import type { Session } from '../chat/session.ts';
import { notificationText } from './notificationText.ts';

/** Tells something of a chat that is not shown, with the way to it. */
export async function offerChat(
  { id }: Pick<Session, 'id'>,
  words: string,
  openChat: (id: string) => Promise<void>,
): Promise<void> {
  const open = l10n.t('Open Chat');
  if ((await vscode.window.showInformationMessage(notificationText(words), open)) === open)
    await openChat(id);
}

/** What went wrong in a chat that is not shown, with the same way to it. */
export function failedAside({ id }: Pick<Session, 'id'>, message: string): PlumbError {
  return new PlumbError(message, {
    action: { label: l10n.t('Open Chat'), command: COMMANDS.openChat, args: [id] },
  });
}
