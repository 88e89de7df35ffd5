import type { VNode } from 'preact';
import { Icon, type IconName } from './icons.tsx';

/** A button with an icon for those who see and a name for all. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly label: string;
  /** What it does, where the name does not say it. */
  readonly description?: string;
  readonly onClick: () => void;
}): VNode {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.description ?? props.label}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
