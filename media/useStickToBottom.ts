import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** CSS pixels from the end within which a reader counts as being at the end. */
const NEAR = 32;

/**
 * Keeps a scroller at its end while content grows, until the reader scrolls up.
 * @param scroller what scrolls; `content` is its only child
 */
export function useStickToBottom(): {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly jumpToEnd: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const sticks = useRef(true);

  const jumpToEnd = (): void => {
    sticks.current = true;
    setAtEnd(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'instant' });
  };

  useEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (view === null || inner === null) return undefined;
    let lastTop = view.scrollTop;
    const onScroll = (): void => {
      const top = view.scrollTop;
      const isNear = view.scrollHeight - top - view.clientHeight <= NEAR;
      // Growing content moves the end away from the reader; only the reader moves up.
      if (isNear) sticks.current = true;
      else if (top < lastTop) sticks.current = false;
      lastTop = top;
      setAtEnd(isNear || sticks.current);
    };
    // After layout and before paint, so neither a forced layout nor a visible jump.
    const observer = new ResizeObserver(() => {
      if (sticks.current) view.scrollTop = view.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(view);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, content, isAtEnd, jumpToEnd };
}
