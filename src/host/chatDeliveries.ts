import type { DeliveryMethod } from '../api/modelClient.ts';
import { beginsTurn } from '../chat/conversation.ts';
import type { Session } from '../chat/session.ts';

/** How the answers of each chat are delivered: as chosen in this window, else as its last message. */
export interface ChatDeliveries {
  of(session: Session): DeliveryMethod;
  /** As chosen in this window; `stream` if nothing was. */
  chosen(chatId: string): DeliveryMethod;
  choose(chatId: string, delivery: DeliveryMethod): void;
}

export function createChatDeliveries(): ChatDeliveries {
  const chosen = new Map<string, DeliveryMethod>();
  return {
    of: session => {
      const last = session.events.findLast(beginsTurn);
      return chosen.get(session.id) ?? last?.options?.delivery ?? 'stream';
    },
    chosen: chatId => chosen.get(chatId) ?? 'stream',
    choose: (chatId, delivery) => {
      chosen.set(chatId, delivery);
    },
  };
}
