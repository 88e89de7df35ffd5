import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Emitter, type Event } from '../src/base/emitter.ts';
import { jumpToItem } from './jumpToMessage.ts';
import type { PanelStore } from './panelStore.ts';
import type { SavedState } from './savedState.ts';
import { createUnsentEdits, type UnsentEdits } from './unsentEdits.ts';
import type { Reading } from './useReading.ts';

/** What it takes to write a message anew, in its place, and to ask for that from elsewhere in a chat. */
export interface EditRequests {
  readonly unsent: UnsentEdits;
  /** Of the last own message before an item; nothing happens where there is none. */
  askBefore(itemId: string): Promise<void>;
  /** The id of the message. */
  readonly onAsked: Event<string>;
}

const EditRequestsContext = createContext<EditRequests | undefined>(undefined);

export const EditRequestsProvider = EditRequestsContext.Provider;

export function useEditRequests(): EditRequests {
  const requests = useContext(EditRequestsContext);
  if (requests === undefined) throw new Error('A component stands outside of the chat');
  return requests;
}

/** @param reading undefined as long as the conversation is not drawn */
export function createEditRequests(
  store: PanelStore,
  saved: SavedState,
  reading: () => Reading | null,
): EditRequests {
  const asked = new Emitter<string>();
  return {
    unsent: createUnsentEdits(saved),
    onAsked: asked.event,
    askBefore: async itemId => {
      const { from, items } = store.view;
      const at = items.findIndex(({ id }) => id === itemId);
      const chatId = store.state?.status.chatId ?? '';
      const shown = reading();
      if (at < 0 || shown === null) return;
      const answer = await store.ask('findOwnMessage', {
        chatId,
        from: from + at,
        direction: 'previous',
      });
      if (answer?.place === undefined) return;
      const id = await jumpToItem(shown, answer.place);
      if (id !== undefined) asked.fire(id);
    },
  };
}
