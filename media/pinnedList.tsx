import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';

/** What is pinned; a press goes to it. */
export function PinnedList(props: {
  readonly pinned: NonNullable<PanelStatus['pinned']>;
  readonly onGo: (id: string) => void;
}): VNode {
  return (
    <details class="pinned">
      <summary>
        <Icon name="chevron" />
        <span>{l10n.t('Pinned ({0})', props.pinned.length)}</span>
      </summary>
      <ul aria-label={l10n.t('Pinned')}>
        {props.pinned.map(({ id, text }, index) => (
          <li key={`${id}:${index}`}>
            <button type="button" class="pinned-line" dir="auto" onClick={() => props.onGo(id)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
