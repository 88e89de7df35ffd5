import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../panelContext.ts';

/** Called with nothing, before a part of the list goes that holds the keyboard. */
export type HandOver = () => void;

/**
 * When what holds the keyboard goes from the list, the keyboard goes to the button that does the
 * same for the next change, and to the composer once there is none.
 */
export function useKeyboardInList(list: RefObject<HTMLElement | null>): HandOver {
  const { focusComposer } = usePanel();
  const heirs = useRef<readonly HTMLElement[] | undefined>(undefined);
  useLayoutEffect(() => {
    if (heirs.current === undefined) return;
    const heir = heirs.current.find(button => button.isConnected);
    heirs.current = undefined;
    if (heir === undefined) focusComposer();
    else heir.focus();
  });
  return () => {
    // Without a list all of it goes.
    heirs.current ??= list.current === null ? [] : heirsOf(document.activeElement, list.current);
  };
}

/** For each part of the list: hands the keyboard over if it holds it when it goes. */
export function useHandOver(part: RefObject<HTMLElement | null>, handOver: HandOver): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement) === true) handOver();
    };
  }, []);
}

const LEVELS = ['hunk', 'file', 'all'] as const;

/**
 * The buttons that may take the keyboard, the best first: those of the same action and level that
 * follow, then those that stand before, then those of wider levels. What is no such button is
 * followed by a "Keep", which destroys nothing.
 */
function heirsOf(element: Element | null, list: HTMLElement): HTMLElement[] {
  if (!(element instanceof HTMLElement)) return [];
  const { action = 'keep', level = 'hunk' } = element.dataset;
  const buttons = [...list.querySelectorAll<HTMLElement>(`[data-action="${action}"]`)];
  const follows = (button: HTMLElement): boolean =>
    (element.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const from = LEVELS.findIndex(name => name === level);
  return LEVELS.slice(Math.max(0, from)).flatMap(name => {
    const same = buttons.filter(button => button !== element && button.dataset['level'] === name);
    return [...same.filter(follows), ...same.filter(button => !follows(button)).reverse()];
  });
}
