import type { PanelStore } from './panelStore.ts';

/** The user's own messages in the chat that is shown, oldest first. */
export interface OwnMessages {
  /** Those that the panel holds, which is the end of the chat. */
  held(): readonly string[];
  /** Whether the chat has more than the panel holds. */
  hasEarlier(): boolean;
  /** Those before, of the host; none if another chat is shown by then. */
  earlier(): Promise<readonly string[]>;
}

export function createOwnMessages(store: PanelStore): OwnMessages {
  return {
    held: () => (store.state?.items ?? []).flatMap(item => (item.kind === 'user' ? item.text : [])),
    hasEarlier: () => (store.state?.from ?? 0) > 0,
    earlier: async () => {
      const { from, status } = store.state ?? {};
      if (from === undefined || status === undefined) return [];
      const { chatId } = status;
      const answer = await store.ask('ownMessages', { chatId, before: from });
      return store.state?.status.chatId === chatId ? (answer?.texts ?? []) : [];
    },
  };
}
