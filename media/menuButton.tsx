import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';
import { lazyView } from './lazyView.tsx';
import type { MenuEntry } from './menu.tsx';

const Menu = lazyView(async () => (await import('./menu.tsx')).Menu);

/** A button that opens a menu of what is seldom done. */
export function MenuButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}): VNode {
  const { icon, label, entries } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span class="menu-button">
      <button
        type="button"
        class="icon-button"
        ref={button}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={() => Menu.preload()}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' || isOpen) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <Menu label={label} entries={entries} button={button} onClose={() => setOpen(false)} />
      )}
    </span>
  );
}
