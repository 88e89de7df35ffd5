import type { ChatItem, PanelStatus } from '../../protocol/viewModel.ts';
import type { ChatPatch, EventOf, Shown } from './chatPatch.ts';

type PinnedList = NonNullable<PanelStatus['pinned']>;

/** Characters of a pinned text that the list shows. */
const LONGEST = 120;

/** Shows what is pinned: a mark at each item, and a list of them all. */
export interface PinnedItems {
  readonly list: PinnedList;
  pinned(event: EventOf<'pinned'>): ChatPatch[];
  /** The footer of an answer, marked if the answer is pinned. */
  marked(patches: readonly ChatPatch[]): ChatPatch[];
  /** The list anew, after items came or went; nothing if it is as it was. */
  refresh(): ChatPatch[];
}

export function createPinnedItems(shown: Shown): PinnedItems {
  const ids = new Set<string>();
  let list: PinnedList = [];

  const listPatch = (items: readonly ChatItem[]): ChatPatch[] => {
    const before = list;
    list = ids.size === 0 ? [] : items.flatMap(item => lineOf(item, items));
    return before.length === 0 && list.length === 0
      ? []
      : [{ op: 'status', status: { pinned: list } }];
  };
  const isPinned = (item: ChatItem): boolean =>
    (item.kind === 'user' && ids.has(item.id)) ||
    (item.kind === 'turn' && item.answerId !== undefined && ids.has(item.answerId));
  const mark = (item: ChatItem): ChatItem => {
    if (item.kind !== 'user' && item.kind !== 'turn') return item;
    const plain = { ...item };
    delete plain.pinned;
    return isPinned(item) ? { ...plain, pinned: true } : plain;
  };

  return {
    get list() {
      return list;
    },
    pinned: ({ id, isPinned: isNow }) => {
      if (isNow) ids.add(id);
      else ids.delete(id);
      const items = shown.items.map(item =>
        item.id === id || (item.kind === 'turn' && item.answerId === id) ? mark(item) : item,
      );
      const changed = items.filter((item, index) => item !== shown.items[index]);
      return [...changed.map((item): ChatPatch => ({ op: 'replace', item })), ...listPatch(items)];
    },
    marked: patches =>
      ids.size === 0
        ? [...patches]
        : patches.map(patch => (patch.op === 'add' ? { ...patch, item: mark(patch.item) } : patch)),
    refresh: () => listPatch(shown.items),
  };
}

function lineOf(item: ChatItem, items: readonly ChatItem[]): PinnedList {
  if (item.kind === 'user' && item.pinned === true) return [lineFor(item.id, item.text)];
  if (item.kind !== 'turn' || item.pinned !== true) return [];
  const said = items.findLast(
    ({ id, kind }) =>
      (kind === 'text' && id.startsWith(`${item.answerId ?? ''}:text:`)) ||
      (kind === 'answers' && id === item.answerId),
  );
  // It is found below its message.
  const { messageId = item.id } = item;
  if (said?.kind === 'text') return [lineFor(messageId, said.text)];
  if (said?.kind === 'answers') {
    return [lineFor(messageId, said.answers[said.kept ?? 0]?.text ?? '')];
  }
  return [];
}

function lineFor(id: string, text: string): PinnedList[number] {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return { id, text: line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line };
}
