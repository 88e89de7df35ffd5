import { useEffect } from 'preact/hooks';

/**
 * VS Code gives the keyboard to the page as a whole, as when the view's icon is pressed: `tell` says
 * so, and `take` then puts it where it is of use. Left alone are an element that has it already, as
 * when Tab leads into the page, a press within the page, and text that is selected.
 * @param isDrawn whether there is something yet that could take it
 */
export function usePageFocus(isDrawn: boolean, tell: () => void, take: () => void): void {
  useEffect(() => {
    let isPressed = false;
    let waiting: number | undefined;
    const press = (): void => void (isPressed = true);
    const release = (): void => void (isPressed = false);
    const takeIfFree = (): void => {
      const isFree = document.activeElement === document.body;
      const isSelecting = document.getSelection()?.isCollapsed === false;
      if (isDrawn && document.hasFocus() && isFree && !isPressed && !isSelecting) take();
    };
    // Tab focuses the page first and then the element that it leads to.
    const onFocus = (): void => {
      tell();
      clearTimeout(waiting);
      waiting = setTimeout(takeIfFree, 0);
    };
    window.addEventListener('focus', onFocus);
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    if (document.hasFocus()) tell();
    takeIfFree();
    return () => {
      clearTimeout(waiting);
      window.removeEventListener('focus', onFocus);
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, [isDrawn]);
}
