import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** CSS pixels from the end within which a reader counts as being at the end. */
const NEAR = 32;

export interface StickToBottom {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  /** True while the end is followed. */
  readonly sticks: () => boolean;
  readonly jumpToEnd: () => void;
  /** Follows the end no more: the reader is taken elsewhere. */
  readonly release: () => void;
}

/**
 * Keeps a scroller at its end while content grows, until the reader scrolls up.
 * @param isEndThere false while what stands at the end of the scroller is not the end of the chat
 * @param isEmpty true while nothing was said: what stands there then is read from its beginning
 */
export function useStickToBottom(isEndThere: () => boolean, isEmpty: () => boolean): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const sticks = useRef(true);

  const jumpToEnd = (): void => {
    sticks.current = true;
    setAtEnd(true);
    const top = isEmpty() ? 0 : (scroller.current?.scrollHeight ?? 0);
    scroller.current?.scrollTo({ top, behavior: 'instant' });
  };
  const release = (): void => {
    sticks.current = false;
    setAtEnd(false);
  };

  useEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (view === null || inner === null) return undefined;
    let last = measure(view);
    const onScroll = (): void => {
      const now = measure(view);
      const isNear = now.height - now.top - now.room <= NEAR && isEndThere();
      // Only the reader moves up while nothing changes its size; what does is followed below.
      const isReader = now.height === last.height && now.room === last.room && now.top < last.top;
      if (isNear) sticks.current = true;
      else if (isReader) sticks.current = false;
      last = now;
      setAtEnd(isNear || sticks.current);
    };
    // After layout and before paint, so neither a forced layout nor a visible jump.
    const observer = new ResizeObserver(() => {
      if (sticks.current && !isEmpty()) view.scrollTop = view.scrollHeight;
      last = measure(view);
    });
    observer.observe(inner);
    observer.observe(view);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, content, isAtEnd, sticks: () => sticks.current, jumpToEnd, release };
}

/** CSS pixels. */
function measure(view: HTMLElement): { top: number; height: number; room: number } {
  return { top: view.scrollTop, height: view.scrollHeight, room: view.clientHeight };
}
