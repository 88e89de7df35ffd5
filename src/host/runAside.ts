import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChatEvent } from '../chat/events.ts';
import type { OutgoingMessage, Session } from '../chat/session.ts';

export type TurnEnd = Extract<ChatEvent, { type: 'turnEnded' }>;

/**
 * Has a message answered, with all tools, in a chat that is not shown. A notification says what is
 * done and ends it; what needs a decision is told with the way to it.
 * @returns how the turn ended
 * @throws PlumbError if the message is not taken
 */
export async function runAside(
  session: Session,
  {
    title,
    message,
    openChat,
  }: {
    readonly title: string;
    readonly message: OutgoingMessage;
    readonly openChat: (id: string) => Promise<void>;
  },
): Promise<TurnEnd | undefined> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => {
        session.stop();
      });
      const watching = session.onEvent(event => {
        if (event.type === 'toolStarted') progress.report({ message: event.title });
        if (event.type === 'toolProposed' && event.asks) {
          progress.report({ message: l10n.t('waits for your decision') });
          void offerChat(session, openChat);
        }
      });
      try {
        await session.send(message);
        await session.whenIdle();
      } finally {
        watching.dispose();
      }
    },
  );
  return session.events.findLast(event => event.type === 'turnEnded');
}

async function offerChat(session: Session, openChat: (id: string) => Promise<void>): Promise<void> {
  const open = l10n.t('Open Chat');
  const words = l10n.t('“{0}” needs your decision.', session.title);
  if ((await vscode.window.showInformationMessage(words, open)) === open) {
    await openChat(session.id);
  }
}
