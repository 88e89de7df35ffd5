import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { WhenBusy } from './useSending.ts';

/** What can be done with a text that was written while a turn runs. */
export function BusyButtons(props: {
  readonly obstacle: string | undefined;
  readonly isDisabled: boolean;
  readonly onSend: (whenBusy: WhenBusy) => void;
}): VNode {
  const button = (whenBusy: WhenBusy, name: string, description: string): VNode => (
    <button
      type="button"
      class="button"
      title={props.obstacle ?? description}
      aria-disabled={props.isDisabled}
      onClick={() => props.onSend(whenBusy)}
    >
      {name}
    </button>
  );
  const steers = isMac()
    ? l10n.t('Told to the model at its next step (⌘Enter)')
    : l10n.t('Told to the model at its next step (Ctrl+Enter)');
  return (
    <div class="busy-buttons">
      {button('queue', l10n.t('Queue'), l10n.t('Sent when this turn has ended (Enter)'))}
      {button('steer', l10n.t('Steer'), steers)}
    </div>
  );
}

function isMac(): boolean {
  return navigator.userAgent.includes('Mac OS');
}
