import type { ChatItem } from './viewModel.ts';

/** A stretch of a chat's items; what stands before and behind it is not there. */
export interface ItemsWindow {
  /** Place of the first item in the chat, counted from 0. */
  readonly from: number;
  /** Items of the whole chat. */
  readonly total: number;
  readonly items: ChatItem[];
}

/** How much a window may hold: items, and UTF-16 code units of all their texts. */
export interface Bounds {
  readonly items: number;
  readonly text: number;
}

/** The most that the panel holds at once; beyond it a window is cut to `FRESH`. */
export const MOST: Bounds = { items: 150, text: 1_000_000 };
export const FRESH: Bounds = { items: 100, text: 600_000 };

/** UTF-16 code units of all texts in a value. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part: unknown) => sum + weightOf(part), 0);
}

/**
 * The largest stretch within the bounds that holds the items `first` to `last`, whatever those
 * weigh, and about as much on both sides of them.
 * @returns places; `end` is the one behind the last
 */
export function stretchAround(
  items: readonly ChatItem[],
  kept: { readonly first: number; readonly last: number },
  bounds: Bounds,
): { readonly start: number; readonly end: number } {
  const within = (place: number): number => Math.max(0, Math.min(items.length - 1, place));
  let start = within(kept.first);
  let end = items.length === 0 ? 0 : Math.max(start, within(kept.last)) + 1;
  let text = weightOf(items.slice(start, end));
  const takes = (item: ChatItem | undefined): boolean => {
    if (item === undefined || end - start >= bounds.items) return false;
    const weight = weightOf(item);
    if (text + weight > bounds.text) return false;
    text += weight;
    return true;
  };
  for (let up = true, down = true; up || down;) {
    up &&= takes(items[start - 1]);
    if (up) start -= 1;
    down &&= takes(items[end]);
    if (down) end += 1;
  }
  return { start, end };
}

/** The end of a chat, as much as a panel is given at first; at least the last item. */
export function lastWindow(items: readonly ChatItem[]): ItemsWindow {
  // Looks at no more than it may take, however long the chat is.
  const offset = Math.max(0, items.length - FRESH.items);
  const last = items.slice(offset);
  const { start } = stretchAround(last, { first: last.length - 1, last: last.length - 1 }, FRESH);
  return { from: offset + start, total: items.length, items: last.slice(start) };
}

/** The items around a place: at most so many before and behind it, and within `FRESH` together. */
export function windowAround(
  items: readonly ChatItem[],
  around: { readonly place: number; readonly before: number; readonly after: number },
): ItemsWindow {
  const place = Math.max(0, Math.min(items.length - 1, around.place));
  const offset = Math.max(0, place - around.before);
  const near = items.slice(offset, place + around.after + 1);
  const kept = { first: place - offset, last: place - offset };
  const { start, end } = stretchAround(near, kept, { ...FRESH, items: near.length });
  return { from: offset + start, total: items.length, items: near.slice(start, end) };
}
