import { applyToWindow, type ItemsPatch } from '../src/protocol/patch.ts';
import {
  FRESH,
  MOST,
  stretchAround,
  weightOf,
  type Bounds,
  type ItemsWindow,
} from '../src/protocol/itemsWindow.ts';
import type { PanelState } from '../src/protocol/viewModel.ts';

/** What of a chat is on the screen: places of items, or the end that is being followed. */
export type Sight = { readonly first: number; readonly last: number } | 'end';

/** Items that stay loaded on both sides of what is on the screen. */
export const MARGIN = 12;

/** True if the window holds the last item of the chat. */
export function reachesEnd({ from, total, items }: ItemsWindow): boolean {
  return from + items.length === total;
}

/**
 * A patch for the window of the reader, whose items are to be the very ones of the chat's end where
 * both hold them: so a text that grows is there once.
 * @param end the end of the chat after the patch
 */
export function takeIntoView(view: ItemsWindow, patch: ItemsPatch, end: PanelState): ItemsWindow {
  const item = patch.op === 'append' ? end.items.findLast(({ id }) => id === patch.id) : undefined;
  return applyToWindow(view, item === undefined ? patch : { op: 'replace', item });
}

/** The window with all that a loaded one adds to it, if they touch; else the loaded one. */
export function joined(view: ItemsWindow, loaded: ItemsWindow): ItemsWindow {
  const end = view.from + view.items.length;
  const loadedEnd = loaded.from + loaded.items.length;
  if (loadedEnd < view.from || loaded.from > end) return loaded;
  return {
    from: Math.min(view.from, loaded.from),
    total: loaded.total,
    items: [
      ...loaded.items.slice(0, Math.max(0, view.from - loaded.from)),
      ...view.items,
      ...loaded.items.slice(Math.max(0, end - loaded.from)),
    ],
  };
}

/** The end of a chat without what is too much of it. */
export function trimmedEnd(end: PanelState): PanelState {
  const last = end.total - 1;
  const trimmed = cut(end, { first: last, last });
  return trimmed === end ? end : { ...end, ...trimmed };
}

/** The window without what is too much and far from what is on the screen. */
export function trimmedView(view: ItemsWindow, sight: Exclude<Sight, 'end'>): ItemsWindow {
  return cut(view, { first: sight.first - MARGIN, last: sight.last + MARGIN });
}

function cut(
  window: ItemsWindow,
  kept: { readonly first: number; readonly last: number },
): ItemsWindow {
  const { from, total, items } = window;
  if (!exceeds(items, MOST)) return window;
  const inside = { first: kept.first - from, last: kept.last - from };
  const { start, end } = stretchAround(items, inside, FRESH);
  if (end - start === items.length) return window;
  return { from: from + start, total, items: items.slice(start, end) };
}

function exceeds(items: ItemsWindow['items'], bounds: Bounds): boolean {
  if (items.length > bounds.items) return true;
  let text = 0;
  return items.some(item => (text += weightOf(item)) > bounds.text);
}
