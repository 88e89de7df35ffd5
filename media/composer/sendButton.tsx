import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PanelStatus } from '../../src/protocol/viewModel.ts';
import { Icon } from '../icons.tsx';

/** Send, or Stop while a turn runs. */
export function SendButton(props: {
  readonly run: PanelStatus['run']['state'];
  readonly isDisabled: boolean;
  /** Why nothing can be sent now. */
  readonly obstacle: string | undefined;
  readonly onSend: () => void;
  readonly onStop: () => void;
}): VNode {
  if (props.run === 'idle') {
    return (
      <button
        key="send"
        type="button"
        class="icon-button send"
        aria-label={l10n.t('Send')}
        title={props.obstacle ?? l10n.t('Send (Enter)')}
        aria-disabled={props.isDisabled}
        onClick={props.onSend}
      >
        <Icon name="send" />
      </button>
    );
  }
  return (
    <button
      key="stop"
      type="button"
      class="icon-button send"
      aria-label={l10n.t('Stop')}
      title={l10n.t('Stop (Escape)')}
      aria-disabled={props.run === 'stopping'}
      onClick={props.onStop}
    >
      <Icon name="stop" />
    </button>
  );
}
