import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ItemsWindow } from '../src/protocol/itemsWindow.ts';
import { createHeights } from './heights.ts';
import { itemElement, itemsInSight } from './itemElements.ts';
import type { PanelStore } from './panelStore.ts';
import { MARGIN, reachesEnd, type Sight } from './transcriptView.ts';
import { useStickToBottom } from './useStickToBottom.ts';

/** Items that are loaded at a time while the reader scrolls, and around where he goes at once. */
const PAGE = 8;
const AROUND = { before: 30, after: 40 };

/** Where a reader is: an item, and how far below the upper edge it begins (CSS pixels). */
export interface ReadingPlace {
  readonly id: string;
  readonly offset: number;
}

/** Takes the reader to an item. */
export interface Reading {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** What stands for the items above and below those that are loaded. */
  readonly above: RefObject<HTMLDivElement | null>;
  readonly below: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly jumpToEnd: () => void;
  /**
   * Loads and shows an item, by its place or id.
   * @param offset how far below the upper edge, in CSS pixels
   * @returns its element once it is drawn; undefined if there is no such item
   */
  readonly show: (item: number | string, offset: number) => Promise<HTMLElement | undefined>;
  /** The place of the first item in sight. */
  readonly firstInSight: () => number | undefined;
}

interface Target extends ReadingPlace {
  readonly reached: (element: HTMLElement | undefined) => void;
}

/** Where the first item in sight stood before the items around it changed; CSS pixels. */
interface Held {
  readonly id: string;
  readonly top: number;
  readonly above: number;
  readonly below: number;
}

/**
 * The reader's place in a chat of which a part is loaded: pages as he scrolls, keeps what he reads
 * where it is while items come and go around it, and takes him elsewhere.
 * @param onPlace told where the reader is; undefined at the end
 */
export function useReading(
  store: PanelStore,
  onPlace: (place: ReadingPlace | undefined) => void,
): Reading {
  const stick = useStickToBottom(
    () => reachesEnd(store.view),
    () => store.view.total === 0,
  );
  const { scroller, content } = stick;
  const above = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const heights = useRef(createHeights()).current;
  const drawn = useRef<ItemsWindow | undefined>(undefined);
  const held = useRef<Held | undefined>(undefined);
  const target = useRef<Target | undefined>(undefined);
  const isPaging = useRef(false);
  const { view } = store;

  const parts = (): Parts | undefined =>
    scroller.current === null ||
    content.current === null ||
    above.current === null ||
    below.current === null
      ? undefined
      : {
          scroller: scroller.current,
          content: content.current,
          above: above.current,
          below: below.current,
        };

  // The elements are still those of before: nothing of this drawing is in the document yet.
  if (drawn.current !== undefined && !isSameStretch(drawn.current, view)) {
    held.current = hold(parts());
  }

  useLayoutEffect(() => {
    const now = parts();
    const before = drawn.current;
    drawn.current = view;
    if (now === undefined || (before !== undefined && isSameStretch(before, view))) return;
    const kept = held.current;
    held.current = undefined;
    const anchor = kept === undefined ? undefined : itemElement(now.content, kept.id);
    const { from, items, total } = view;
    const end = from + items.length;
    if (before !== undefined && kept !== undefined && anchor !== undefined) {
      const left = around(now, anchor);
      const endBefore = before.from + before.items.length;
      if (from > before.from) heights.note(before.from, from, kept.above - left.above);
      if (end < endBefore && total >= endBefore) {
        heights.note(end, endBefore, kept.below - left.below);
      }
    } else if (items.length > 0) {
      const { bottom } = now.above.getBoundingClientRect();
      heights.setUsual((now.below.getBoundingClientRect().top - bottom) / items.length);
    }
    now.above.style.height = `${heights.sum(0, from)}px`;
    now.below.style.height = `${heights.sum(end, total)}px`;
    const { top } = now.scroller.getBoundingClientRect();
    const goal = target.current;
    const reached = goal === undefined ? undefined : itemElement(now.content, goal.id);
    if (goal !== undefined && reached !== undefined) {
      target.current = undefined;
      now.scroller.scrollTop += reached.getBoundingClientRect().top - top - goal.offset;
      goal.reached(reached);
    } else if (stick.sticks()) {
      now.scroller.scrollTop = now.scroller.scrollHeight;
    } else if (kept !== undefined && anchor !== undefined) {
      now.scroller.scrollTop += anchor.getBoundingClientRect().top - top - kept.top;
    }
    look.current();
  });

  const place = (element: HTMLElement): number => {
    const at = store.view.items.findIndex(({ id }) => id === element.dataset['item']);
    return at === -1 ? store.view.from : store.view.from + at;
  };
  const inSight = (): Exclude<Sight, 'end'> | undefined => {
    const now = parts();
    const seen = now && itemsInSight(now.scroller, now.content);
    return seen && { first: place(seen.first), last: place(seen.last) };
  };

  const page = async (load: () => Promise<unknown>): Promise<void> => {
    if (isPaging.current) return;
    isPaging.current = true;
    await load();
    isPaging.current = false;
  };

  const show: Reading['show'] = async (item, offset) => {
    target.current?.reached(undefined);
    target.current = undefined;
    stick.release();
    store.see(inSight() ?? { first: store.view.from, last: store.view.from });
    const { from, items } = store.view;
    const isLoaded =
      typeof item === 'number'
        ? items[item - from] !== undefined
        : items.some(({ id }) => id === item);
    const at = isLoaded
      ? typeof item === 'number'
        ? item
        : from + items.findIndex(({ id }) => id === item)
      : await store.loadAround(item, AROUND);
    const found = at === undefined ? undefined : store.view.items[at - store.view.from];
    if (at === undefined || found === undefined) return undefined;
    store.see({ first: at, last: at });
    return new Promise(resolve => {
      target.current = { id: found.id, offset, reached: resolve };
      if (drawn.current !== store.view) return;
      const now = parts();
      const element = now && itemElement(now.content, found.id);
      if (now !== undefined && element !== undefined) {
        const { top } = now.scroller.getBoundingClientRect();
        now.scroller.scrollTop += element.getBoundingClientRect().top - top - offset;
      }
      target.current = undefined;
      resolve(element);
    });
  };

  const jumpToEnd = (): void => {
    target.current?.reached(undefined);
    target.current = undefined;
    stick.jumpToEnd();
    if (store.view.items !== store.state?.items) store.viewEnd();
    else store.see('end');
    onPlace(undefined);
  };

  /** Looks what is in sight, and loads what is missing around it. */
  const look = useRef((): void => undefined);
  look.current = () => {
    const now = parts();
    if (now === undefined || drawn.current !== store.view || target.current !== undefined) return;
    const { from, items, total } = store.view;
    if (items.length === 0) return;
    const end = from + items.length;
    const { top, bottom } = now.scroller.getBoundingClientRect();
    const { scrollTop, scrollHeight, clientHeight } = now.scroller;
    const contentTop = now.above.getBoundingClientRect().bottom;
    const contentBottom = now.below.getBoundingClientRect().top;
    const isAtBottom = scrollHeight - scrollTop - clientHeight <= 1;
    if (from > 0 && (scrollTop === 0 || contentTop >= bottom)) {
      const goal =
        scrollTop === 0 ? 0 : heights.placeAt(top - contentTop + heights.sum(0, from), 0, total);
      void page(() => show(goal, 0));
    } else if (end < total && isAtBottom) {
      jumpToEnd();
    } else if (end < total && contentBottom <= top) {
      const goal = heights.placeAt(top - contentBottom, end, total);
      void page(() => show(goal, 0));
    } else {
      const seen = inSight();
      if (seen === undefined) return;
      const isEnd = stick.sticks() && end === total;
      store.see(isEnd ? 'end' : seen);
      onPlace(isEnd ? undefined : placeOfReader(now));
      if (from > 0 && seen.first - from < MARGIN && !isEnd) {
        void page(() => store.loadAround(from - 1, { before: PAGE - 1, after: 0 }));
      } else if (end < total && end - 1 - seen.last < MARGIN) {
        void page(() => store.loadAround(end, { before: 0, after: PAGE - 1 }));
      }
    }
  };

  useEffect(() => {
    const now = parts();
    if (now === undefined) return undefined;
    let frame: number | undefined;
    const soon = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        // While text arrives at the end nothing is measured: that would lay it out once more.
        if (target.current === undefined && stick.sticks() && reachesEnd(store.view)) {
          store.see('end');
          onPlace(undefined);
        } else look.current();
      });
    };
    let { clientWidth } = now.scroller;
    const observer = new ResizeObserver(() => {
      if (now.scroller.clientWidth === clientWidth) return;
      clientWidth = now.scroller.clientWidth;
      heights.forget();
    });
    observer.observe(now.scroller);
    now.scroller.addEventListener('scroll', soon, { passive: true });
    return () => {
      observer.disconnect();
      now.scroller.removeEventListener('scroll', soon);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, []);

  return {
    scroller,
    content,
    above,
    below,
    isAtEnd: stick.isAtEnd,
    jumpToEnd,
    show,
    firstInSight: () => inSight()?.first,
  };
}

interface Parts {
  readonly scroller: HTMLElement;
  readonly content: HTMLElement;
  readonly above: HTMLElement;
  readonly below: HTMLElement;
}

function isSameStretch(one: ItemsWindow, other: ItemsWindow): boolean {
  return (
    one.from === other.from &&
    one.total === other.total &&
    one.items.length === other.items.length &&
    one.items[0]?.id === other.items[0]?.id
  );
}

function placeOfReader(now: Parts): ReadingPlace | undefined {
  const first = itemsInSight(now.scroller, now.content)?.first;
  const id = first?.dataset['item'];
  if (first === undefined || id === undefined) return undefined;
  const offset = first.getBoundingClientRect().top - now.scroller.getBoundingClientRect().top;
  return { id, offset };
}

/** What is drawn above and below the beginning of an item, without what stands for the rest. */
function around(now: Parts, element: HTMLElement): { above: number; below: number } {
  const { top } = element.getBoundingClientRect();
  return {
    above: top - now.above.getBoundingClientRect().bottom,
    below: now.below.getBoundingClientRect().top - top,
  };
}

function hold(now: Parts | undefined): Held | undefined {
  if (now === undefined) return undefined;
  const first = itemsInSight(now.scroller, now.content)?.first;
  const id = first?.dataset['item'];
  if (first === undefined || id === undefined) return undefined;
  const top = first.getBoundingClientRect().top - now.scroller.getBoundingClientRect().top;
  return { id, top, ...around(now, first) };
}
