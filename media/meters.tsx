import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { shortCount, usd } from './format.ts';

/** How full the model's context is and what the chat cost. They change often, so they keep
 * silent; what is not known yet is left empty. */
export function Meters({ status }: { readonly status: PanelStatus }): VNode {
  const { contextTokens, contextLimit, chatCostUsd } = status;
  return (
    <div class="meters">
      <span
        role="status"
        aria-live="off"
        aria-label={l10n.t('Context')}
        title={l10n.t('Tokens of the last request, of those that one may hold')}
      >
        {contextTokens !== undefined &&
          l10n.t('{0} / {1}', shortCount(contextTokens), shortCount(contextLimit))}
      </span>
      <span
        role="status"
        aria-live="off"
        aria-label={l10n.t('Cost')}
        title={l10n.t('What this chat has cost so far, as billed')}
      >
        {chatCostUsd !== undefined && usd(chatCostUsd)}
      </span>
    </div>
  );
}
