import type { SavedState } from './savedState.ts';

/**
 * The text that was typed last and not sent, kept by the page itself: it is written at once, where
 * the host's copy follows a moment later. So it outlives a reload in that moment.
 */
export interface DraftStore {
  /** Undefined if what is kept is of another chat. */
  read(chatId: string): string | undefined;
  write(chatId: string, text: string): void;
}

export function createDraftStore(saved: SavedState): DraftStore {
  return {
    read: chatId => {
      const { draft, draftChatId = chatId } = saved.read();
      return draftChatId === chatId ? draft : undefined;
    },
    write: (draftChatId, draft) => {
      saved.write({ draft, draftChatId });
    },
  };
}
