import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { shortCount, usd } from './format.ts';
import { LevelBar } from './levelBar.tsx';

/** How full the model's context is and what the chat cost. They change often, so they keep
 * silent; what is not known yet is left empty. */
export function Meters({ status }: { readonly status: PanelStatus }): VNode {
  const { contextTokens = 0, contextLimit } = status;
  return (
    <div class="meters">
      <span
        class="meter"
        role="status"
        aria-live="off"
        aria-label={l10n.t('Context')}
        title={l10n.t('Tokens of the next request, of those that one may hold')}
      >
        {contextTokens > 0 && (
          <>
            {l10n.t('{0} / {1}', shortCount(contextTokens), shortCount(contextLimit))}
            <LevelBar value={contextTokens} max={contextLimit} />
          </>
        )}
      </span>
      <span
        class="meter"
        role="status"
        aria-live="off"
        aria-label={l10n.t('Cost')}
        title={l10n.t('Billed in this chat; “up to” is the most that open bills may still add')}
      >
        {costText(status)}
      </span>
    </div>
  );
}

function costText({ chatCostUsd, pendingUsd, chatLimitUsd }: PanelStatus): string {
  if (chatCostUsd === undefined && pendingUsd === 0) return '';
  const parts = [usd(chatCostUsd ?? 0)];
  if (pendingUsd > 0) parts.push(l10n.t('+ up to {0}', usd(pendingUsd)));
  if (chatLimitUsd !== undefined) parts.push(l10n.t('of {0}', usd(chatLimitUsd)));
  return parts.join(' ');
}
