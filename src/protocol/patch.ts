import * as z from 'zod/mini';
import { unreachable } from '../base/errors.ts';
import { growText } from '../base/growText.ts';
import type { ItemsWindow } from './itemsWindow.ts';
import { ChatItem, PanelStatus, windowed, type PanelState } from './viewModel.ts';

/** One step from a view model to the next. */
export const Patch = z.discriminatedUnion('op', [
  /** Puts an item behind all others. */
  z.object({ op: z.literal('add'), item: ChatItem }),
  /** Replaces the item that has the same id. */
  z.object({ op: z.literal('replace'), item: ChatItem }),
  /** Appends to `text` of a text or thinking item, or to `output` of a tool item. */
  z.object({ op: z.literal('append'), id: z.string(), text: z.string() }),
  /** `at`: the item's place in the chat, for a panel that does not hold it. */
  z.object({ op: z.literal('remove'), id: z.string(), at: z.number() }),
  /** Removes the item and all that stand behind it. */
  z.object({ op: z.literal('truncate'), id: z.string(), at: z.number() }),
  z.object({ op: z.literal('status'), status: z.partial(PanelStatus) }),
  /** Another chat: everything anew. */
  z.object({ op: z.literal('chat'), status: PanelStatus, ...windowed }),
]);
export type Patch = z.infer<typeof Patch>;

/** Those that change nothing but the items. */
export type ItemsPatch = Exclude<Patch, { op: 'status' | 'chat' }>;

/** Applies one patch. Items that did not change keep their identity, so that drawing can skip them. */
export function applyPatch(state: PanelState, patch: Patch): PanelState {
  switch (patch.op) {
    case 'status':
      return { ...state, status: { ...state.status, ...defined(patch.status) } };
    case 'chat': {
      const { status, from, total, items } = patch;
      return { ...state, status, from, total, items };
    }
    case 'add':
    case 'replace':
    case 'append':
    case 'remove':
    case 'truncate':
      return { ...state, ...applyToWindow(state, patch) };
    default:
      return unreachable(patch);
  }
}

/**
 * Applies a patch to a stretch of the chat, which then holds what the whole chat has there. What
 * the patch says of items outside of it changes nothing but their number.
 */
export function applyToWindow(window: ItemsWindow, patch: ItemsPatch): ItemsWindow {
  const { from, total, items } = window;
  switch (patch.op) {
    case 'add':
      return {
        from,
        total: total + 1,
        items: from + items.length === total ? [...items, patch.item] : items,
      };
    case 'replace':
      return { from, total, items: changed(items, patch.item.id, () => patch.item) };
    case 'append':
      return { from, total, items: changed(items, patch.id, item => grown(item, patch.text)) };
    case 'remove':
      return {
        from: patch.at < from ? from - 1 : from,
        total: total - 1,
        items: items.filter((_, at) => from + at !== patch.at),
      };
    case 'truncate':
      return {
        from: Math.min(from, patch.at),
        total: patch.at,
        items: items.slice(0, Math.max(0, patch.at - from)),
      };
    default:
      return unreachable(patch);
  }
}

function changed(items: ChatItem[], id: string, change: (item: ChatItem) => ChatItem): ChatItem[] {
  const index = items.findLastIndex(item => item.id === id);
  const item = items[index];
  return item === undefined ? items : items.with(index, change(item));
}

/** The item with more text: of a text or thinking item, or more output of a tool. */
export function grown(item: ChatItem, text: string): ChatItem {
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
