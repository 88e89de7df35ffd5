import { CHAT_ACTIONS } from '../base/errors.ts';
import type { Session } from '../chat/session.ts';

/**
 * What the button of a notice does with the chat itself; undefined if it is none of these.
 * @param args what goes along: tokens for `retry` (after an answer that thinking used up, the next
 * one comes with a higher limit) and `raiseContext`, USD for `raiseBudget`, the id of a message for
 * `restoreMessage`
 */
export function sessionAction(
  session: Session,
  command: string,
  [arg = '0']: readonly string[],
): (() => Promise<void>) | undefined {
  const amount = Number(arg);
  switch (command) {
    case CHAT_ACTIONS.retry:
      return () => session.retry(amount);
    case CHAT_ACTIONS.continue:
      return () => session.continue();
    case CHAT_ACTIONS.summarise:
      return () => session.summarise();
    case CHAT_ACTIONS.raiseBudget:
      return () => session.raiseBudget(amount);
    case CHAT_ACTIONS.raiseContext:
      return () => session.raiseContext(amount);
    case CHAT_ACTIONS.restoreMessage:
      return () => session.restoreMessage(arg);
    default:
      return undefined;
  }
}
