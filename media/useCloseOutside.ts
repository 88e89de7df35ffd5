import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Closes what is open once something outside of it is pressed or gets the keyboard.
 * @param parts what belongs to it: its button and itself
 */
export function useCloseOutside(
  isOpen: boolean,
  parts: readonly RefObject<HTMLElement | null>[],
  close: () => void,
): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const closeUnlessWithin = (event: Event): void => {
      const { target } = event;
      const isWithin = parts.some(
        part => target instanceof Node && part.current?.contains(target) === true,
      );
      if (!isWithin) close();
    };
    document.addEventListener('pointerdown', closeUnlessWithin);
    document.addEventListener('focusin', closeUnlessWithin);
    return () => {
      document.removeEventListener('pointerdown', closeUnlessWithin);
      document.removeEventListener('focusin', closeUnlessWithin);
    };
  }, [isOpen]);
}
