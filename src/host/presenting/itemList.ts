import { unreachable } from '../../base/errors.ts';
import { grown, type ItemsPatch } from '../../protocol/patch.ts';
import type { ChatItem } from '../../protocol/viewModel.ts';
import type { ItemChange } from './chatPatch.ts';

/** All items of a chat. A change costs the same however many there are. */
export interface ItemList {
  /** Changes with the list. */
  readonly items: readonly ChatItem[];
  find(id: string): ChatItem | undefined;
  placeOf(id: string): number | undefined;
  /** @returns what was changed, for the panel; undefined if it is about an item that is not there */
  change(change: ItemChange): ItemsPatch | undefined;
}

export function createItemList(): ItemList {
  const items: ChatItem[] = [];
  const places = new Map<string, number>();

  const find = (id: string): ChatItem | undefined => items[places.get(id) ?? -1];
  const put = (place: number, item: ChatItem): void => {
    items[place] = item;
    places.set(item.id, place);
  };
  /** Takes out what stands from a place on; only the end of a chat is ever taken out. */
  const cut = (place: number): ChatItem[] => {
    const gone = items.splice(place);
    for (const { id } of gone) places.delete(id);
    return gone;
  };

  return {
    items,
    find,
    placeOf: id => places.get(id),
    change: change => {
      switch (change.op) {
        case 'add':
          put(items.length, change.item);
          return change;
        case 'replace': {
          const place = places.get(change.item.id);
          if (place === undefined) return undefined;
          put(place, change.item);
          return change;
        }
        case 'append': {
          const place = places.get(change.id);
          const item = find(change.id);
          if (place === undefined || item === undefined) return undefined;
          put(place, grown(item, change.text));
          return change;
        }
        case 'remove': {
          const at = places.get(change.id);
          if (at === undefined) return undefined;
          for (const item of cut(at).slice(1)) put(items.length, item);
          return { ...change, at };
        }
        case 'truncate': {
          const at = places.get(change.id);
          if (at === undefined) return undefined;
          cut(at);
          return { ...change, at };
        }
        default:
          return unreachable(change);
      }
    },
  };
}
