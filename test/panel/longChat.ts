import { searchItems } from '../../src/host/searchItems.ts';
import { lastWindow, windowAround } from '../../src/protocol/itemsWindow.ts';
import type { HostHandlers } from '../../src/protocol/rpc.ts';
import type { ChatItem, PanelState } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';

/** A long chat on the host's side: own messages and answers in turn, and two that hold "needle". */
export interface LongChat {
  state(): PanelState;
  readonly handlers: Partial<HostHandlers>;
  readonly needles: readonly number[];
  idOf(place: number): string;
  textOf(place: number): string;
  /** Number of the last patch message that the panel was sent. */
  seq: number;
}

export function createLongChat(count: number): LongChat {
  const needles = [Math.floor(count / 10), Math.floor(count / 2)];
  const idOf = (place: number): string => `item-${place}`;
  const textOf = (place: number): string =>
    needles.includes(place) ? `A needle at ${place}` : `Message number ${place}`;
  const items = Array.from({ length: count }, (_, place): ChatItem =>
    place % 2 === 0
      ? { kind: 'user', id: idOf(place), text: textOf(place), attachments: [] }
      : { kind: 'text', id: idOf(place), text: textOf(place), streaming: false },
  );
  const chat: LongChat = {
    seq: 0,
    needles,
    idOf,
    textOf,
    state: () => ({ ...panelState([]), ...lastWindow(items) }),
    handlers: {
      loadItems: ({ around, before, after }) => {
        const place = typeof around === 'number' ? around : Number(around.replace('item-', ''));
        const window = windowAround(items, { place, before, after });
        return Promise.resolve({ seq: chat.seq, place, ...window });
      },
      findInChat: ({ text }) => searchItems(items, text, new AbortController().signal),
      findOwnMessage: ({ from, direction }) => {
        const step = direction === 'next' ? 1 : -1;
        let place = from + step;
        while (items[place] !== undefined && items[place]?.kind !== 'user') place += step;
        return Promise.resolve(items[place] === undefined ? {} : { place });
      },
    },
  };
  return chat;
}
