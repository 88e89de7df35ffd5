import type { HostHandlers } from '../../protocol/rpc.ts';
import type { transcriptRequests } from '../../protocol/requests/transcript.ts';
import type { ChatController } from '../chatController.ts';
import { searchItems } from '../searchItems.ts';

export type TranscriptHandlers = Pick<HostHandlers, keyof typeof transcriptRequests>;

/** Most own messages that are told at once. */
const MOST_OWN = 100;

/** Of another chat than the one that is shown there is nothing: the panel is about to hear of it. */
export function createTranscriptHandlers(controller: ChatController): TranscriptHandlers {
  let search = new AbortController();
  const isShown = (chatId: string): boolean => controller.session.id === chatId;

  return {
    loadItems: ({ chatId, ...around }) => {
      const loaded = controller.itemsAround(around);
      return Promise.resolve(
        isShown(chatId) ? loaded : { seq: loaded.seq, from: 0, total: 0, items: [] },
      );
    },
    findOwnMessage: ({ chatId, from, direction }) => {
      if (!isShown(chatId)) return Promise.resolve({});
      const { items } = controller;
      const step = direction === 'next' ? 1 : -1;
      let place = from + step;
      while (items[place] !== undefined && items[place]?.kind !== 'user') place += step;
      return Promise.resolve(items[place] === undefined ? {} : { place });
    },
    ownMessages: ({ chatId, before }) => {
      const texts = controller.items
        .slice(0, before)
        .flatMap(item => (item.kind === 'user' ? item.text : []));
      return Promise.resolve({ texts: isShown(chatId) ? texts.slice(-MOST_OWN) : [] });
    },
    findInChat: ({ chatId, text }) => {
      search.abort();
      search = new AbortController();
      return searchItems(isShown(chatId) ? controller.items : [], text, search.signal);
    },
  };
}
