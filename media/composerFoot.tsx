import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { ContextButton } from './contextButton.tsx';
import { Icon } from './icons.tsx';
import { isNearlyFull } from './levelBar.tsx';
import { Meters } from './meters.tsx';
import { usePanel } from './panelContext.ts';
import { WaitsButton } from './waitsButton.tsx';

/** Below the composer: the figures, the way to all of them, and where the key comes from. */
export function ComposerFoot(props: {
  readonly status: PanelStatus;
  readonly usageButton: RefObject<HTMLButtonElement | null>;
  readonly onUsage: () => void;
}): VNode {
  const { status, usageButton, onUsage } = props;
  const { ask, focusComposer } = usePanel();
  const { contextTokens = 0, contextLimit, chatId } = status;
  const isFilling = status.run.state === 'idle' && isNearlyFull(contextTokens, contextLimit);
  const summarise = (): void => {
    focusComposer();
    void ask('summarise', { chatId });
  };
  return (
    <div class="composer-foot">
      <Meters status={status}>
        <ContextButton status={status} onSummarise={isFilling ? summarise : undefined} />
      </Meters>
      {status.run.waitsIn !== undefined && <WaitsButton waitsIn={status.run.waitsIn} />}
      {isFilling && (
        <button
          type="button"
          class="button"
          title={l10n.t('The model is sent a summary in the place of the messages so far')}
          onClick={summarise}
        >
          {l10n.t('Summarise')}
        </button>
      )}
      <button
        type="button"
        class="icon-button foot-button"
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
