import type { RefObject, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { isComposing } from './composition.ts';
import { placeAfterKey } from './placeAfterKey.ts';
import { placeMenu } from './placeMenu.ts';

export interface MenuEntry {
  readonly label: string;
  readonly onPick: () => void;
}

/** The opened part of a menu button: arrow keys go round, Escape and Tab close it. */
export function Menu(props: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly button: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}): VNode {
  const { entries, button, onClose } = props;
  const list = useRef<HTMLDivElement>(null);

  const items = (): readonly HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ];
  useLayoutEffect(() => {
    const menu = list.current;
    const opener = button.current;
    if (menu === null || opener === null) return;
    // Over all else: a turn is clipped at its edges, and the header stands above it.
    menu.showPopover();
    const place = (): void => placeMenu(menu, opener);
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, []);
  useEffect(() => {
    items()[0]?.focus();
    const closeUnlessWithin = ({ target }: Event): void => {
      const isWithin = [button, list].some(
        part => target instanceof Node && part.current?.contains(target) === true,
      );
      if (!isWithin) onClose();
    };
    document.addEventListener('pointerdown', closeUnlessWithin);
    return () => document.removeEventListener('pointerdown', closeUnlessWithin);
  }, []);

  const close = (): void => {
    onClose();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const all = items();
    const at = all.findIndex(item => item === document.activeElement);
    const next = placeAfterKey(
      event.key,
      { next: 'ArrowDown', previous: 'ArrowUp' },
      at,
      all.length,
    );
    if (next !== undefined) {
      event.preventDefault();
      all[next]?.focus();
    } else if (event.key === 'Escape') {
      // Handled here: it does not stop a run.
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') {
      onClose();
    }
  };
  return (
    <div
      class="menu"
      ref={list}
      popover="manual"
      role="menu"
      aria-label={props.label}
      onKeyDown={onKeyDown}
    >
      {entries.map(({ label, onPick }) => (
        <button
          key={label}
          type="button"
          class="menu-item"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            close();
            onPick();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
