import * as z from 'zod/mini';
import { unreachable } from '../base/errors.ts';
import { growText } from '../base/growText.ts';
import { ChatItem, PanelStatus, type PanelState } from './viewModel.ts';

/** One step from a view model to the next. */
export const Patch = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), item: ChatItem }),
  /** Replaces the item that has the same id. */
  z.object({ op: z.literal('replace'), item: ChatItem }),
  /** Appends to `text` of a text or thinking item, or to `output` of a tool item. */
  z.object({ op: z.literal('append'), id: z.string(), text: z.string() }),
  z.object({ op: z.literal('remove'), id: z.string() }),
  /** Removes the item and all that stand behind it. */
  z.object({ op: z.literal('truncate'), id: z.string() }),
  z.object({ op: z.literal('status'), status: z.partial(PanelStatus) }),
  /** Another chat: everything anew. */
  z.object({ op: z.literal('chat'), status: PanelStatus, items: z.array(ChatItem) }),
]);
export type Patch = z.infer<typeof Patch>;

/** Those that change nothing but the items. */
export type ItemsPatch = Exclude<Patch, { op: 'status' | 'chat' }>;

/** Applies one patch. Items that did not change keep their identity, so that drawing can skip them. */
export function applyPatch(state: PanelState, patch: Patch): PanelState {
  switch (patch.op) {
    case 'status':
      return { ...state, status: { ...state.status, ...defined(patch.status) } };
    case 'chat':
      return { ...state, status: patch.status, items: patch.items };
    case 'add':
    case 'replace':
    case 'append':
    case 'remove':
    case 'truncate':
      return { ...state, items: applyItemsPatch(state.items, patch) };
    default:
      return unreachable(patch);
  }
}

export function applyItemsPatch(items: ChatItem[], patch: ItemsPatch): ChatItem[] {
  switch (patch.op) {
    case 'add':
      return [...items, patch.item];
    case 'replace':
      return changed(items, patch.item.id, () => patch.item);
    case 'append':
      return changed(items, patch.id, item => append(item, patch.text));
    case 'remove':
      return items.filter(item => item.id !== patch.id);
    case 'truncate': {
      const index = items.findLastIndex(item => item.id === patch.id);
      return index === -1 ? items : items.slice(0, index);
    }
    default:
      return unreachable(patch);
  }
}

function changed(
  items: readonly ChatItem[],
  id: string,
  change: (item: ChatItem) => ChatItem,
): ChatItem[] {
  const index = items.findLastIndex(item => item.id === id);
  const item = items[index];
  return item === undefined ? [...items] : items.with(index, change(item));
}

function append(item: ChatItem, text: string): ChatItem {
  switch (item.kind) {
    case 'text':
    case 'thinking':
      return { ...item, text: growText(item.text, text) };
    case 'tool':
      return { ...item, output: growText(item.output, text) };
    case 'user':
    case 'turn':
    case 'notice':
    case 'answers':
    case 'sources':
    case 'summary':
    case 'plan':
    case 'instructions':
      return item;
    default:
      return unreachable(item);
  }
}

function defined<T extends object>(partial: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const entries = Object.entries(partial).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
