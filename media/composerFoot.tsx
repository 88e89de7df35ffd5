import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { Meters } from './meters.tsx';

/** Below the composer: the figures, the way to all of them, and where the key comes from. */
export function ComposerFoot(props: {
  readonly status: PanelStatus;
  readonly usageButton: RefObject<HTMLButtonElement | null>;
  readonly onUsage: () => void;
}): VNode {
  const { status, usageButton, onUsage } = props;
  return (
    <div class="composer-foot">
      <Meters status={status} />
      <button
        type="button"
        class="icon-button usage-button"
        ref={usageButton}
        aria-label={l10n.t('Usage')}
        title={l10n.t('Usage: cost, limits, credit')}
        onClick={onUsage}
      >
        <Icon name="usage" />
      </button>
      {status.key === 'environment' && (
        <span class="key-note">{l10n.t('Key from RUNWARE_API_KEY')}</span>
      )}
    </div>
  );
}
