import * as l10n from '@vscode/l10n';
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icons.tsx';

/** Something that goes with the next message, and a button that takes it away. */
export function Pill(props: {
  readonly name: string;
  /** The whole of it, where the name is cut. */
  readonly title?: string;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
}): VNode {
  const label = l10n.t('Remove {0}', props.name);
  return (
    <li class="pill" title={props.title}>
      {props.children}
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        onClick={props.onRemove}
      >
        <Icon name="cross" />
      </button>
    </li>
  );
}
