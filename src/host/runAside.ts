import * as l10n from '@vscode/l10n';
import type { OutgoingMessage, Session } from '../chat/session.ts';
import type { TurnEnd } from './lastAnswer.ts';
import { notificationText } from './notificationText.ts';
import { offerChat } from './offerChat.ts';
import { turnAside } from './turnAside.ts';

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
  await turnAside(session, message, { title }, (event, report) => {
    if (event.type === 'toolStarted') report(notificationText(event.title));
    if (event.type === 'toolProposed' && event.asks) {
      report(l10n.t('waits for your decision'));
      void offerChat(session, l10n.t('“{0}” needs your decision.', session.title), openChat);
    }
  });
  return session.events.findLast(event => event.type === 'turnEnded');
}
