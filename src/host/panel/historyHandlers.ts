import type { historyRequests } from '../../protocol/requests/history.ts';
import type { HostHandlers } from '../../protocol/rpc.ts';
import type { ChatItem } from '../../protocol/viewModel.ts';
import type { ChatController } from '../chatController.ts';
import type { History } from '../history/createHistory.ts';
import { textQuery } from '../history/searchText.ts';
import type { ChatTransfer } from '../history/transferChats.ts';

export type HistoryHandlers = Pick<HostHandlers, keyof typeof historyRequests>;

export function createHistoryHandlers(parts: {
  readonly controller: ChatController;
  readonly history: History;
  readonly transfer: ChatTransfer;
  readonly openChat: (id: string) => Promise<void>;
}): HistoryHandlers {
  const { controller, history, transfer, openChat } = parts;
  const search = history.createSearch();
  return {
    listHistory: async () => ({ chats: await history.list() }),
    searchChats: ({ query, restart }) => search.next(query, restart),
    openHit: async ({ chatId, anchor, query }) => {
      await openChat(chatId);
      const found = controller.items.find(item => isPlace(item, anchor, query));
      return found === undefined ? {} : { itemId: found.id };
    },
    renameChat: async ({ id, title }) => {
      await history.setTitle(id, title);
      return {};
    },
    pinChat: async ({ id, pinned }) => {
      await history.pin(id, pinned);
      return {};
    },
    deleteChat: async ({ id }) => ({ deleted: await history.remove(id) }),
    listDeleted: async () => ({ chats: await history.deleted() }),
    restoreChat: async ({ id }) => {
      await history.restore(id);
      return {};
    },
    exportChat: async ({ id }) => {
      await transfer.exportChat(id);
      return {};
    },
  };
}

/** A message and a call have their own ids; an answer has its request's, and several texts. */
function isPlace(item: ChatItem, anchor: string, query: string): boolean {
  if (item.id === anchor) return true;
  return (
    item.kind === 'text' &&
    item.id.startsWith(`${anchor}:text:`) &&
    textQuery(query)?.find(item.text) !== undefined
  );
}
