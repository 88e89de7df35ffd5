import * as l10n from '@vscode/l10n';
import type { ComponentChildren, VNode } from 'preact';
import { shortCount, usd } from '../src/base/figures.ts';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { LevelBar } from './levelBar.tsx';

/** How full the model's context is and what the chat cost. They change often, so they keep
 * silent; what is not known yet is left empty. */
export function Meters(props: {
  readonly status: PanelStatus;
  /** Stands behind the context. */
  readonly children: ComponentChildren;
}): VNode {
  const { contextTokens = 0, contextLimit } = props.status;
  const costs = costParts(props.status);
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
      {props.children}
      {/* What does not fit on the line is not seen, the least important first. */}
      <span
        class="meter meter-cost"
        role="status"
        aria-live="off"
        aria-label={l10n.t('Cost')}
        title={[...costs, explanation()].join('\n')}
      >
        {costs.map((part, at) => (
          <span key={at}>{at === 0 ? part : ` ${part}`}</span>
        ))}
      </span>
    </div>
  );
}

/** What is known of the cost, most important first; each stands for itself. */
function costParts(status: PanelStatus): string[] {
  const { turnCostUsd = 0, dayCostUsd = 0, dayLimitUsd, cachedShare = 0 } = status;
  const parts = [chatPart(status)];
  if (turnCostUsd > 0) parts.push(l10n.t('turn {0}', usd(turnCostUsd)));
  if (dayCostUsd > 0) {
    parts.push(
      dayLimitUsd === undefined
        ? l10n.t('today {0}', usd(dayCostUsd))
        : l10n.t('today {0} of {1}', usd(dayCostUsd), usd(dayLimitUsd)),
    );
  }
  if (cachedShare > 0) parts.push(l10n.t('{0} % cached', Math.round(cachedShare * 100)));
  return parts.filter(part => part !== '');
}

function chatPart({ chatCostUsd, pendingUsd, chatLimitUsd }: PanelStatus): string {
  if (chatCostUsd === undefined && pendingUsd === 0) return '';
  const parts = [usd(chatCostUsd ?? 0)];
  if (pendingUsd > 0) parts.push(l10n.t('+ up to {0}', usd(pendingUsd)));
  if (chatLimitUsd !== undefined) parts.push(l10n.t('of {0}', usd(chatLimitUsd)));
  return parts.join(' ');
}

function explanation(): string {
  return l10n.t('Billed in this chat; “up to” is the most that open bills may still add');
}
