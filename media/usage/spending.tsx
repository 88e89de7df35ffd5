import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { usd } from '../../src/base/figures.ts';
import type { UsageView } from '../../src/protocol/viewModel.ts';
import { LevelBar } from '../levelBar.tsx';

/** What was billed, what may still come, and how near both are to the limit. */
export function Spending(props: {
  readonly name: string;
  readonly spent: UsageView['chat'];
}): VNode {
  const { billedUsd, pendingUsd, limitUsd } = props.spent;
  return (
    <div class="usage-part">
      <h2>{props.name}</h2>
      <p class="usage-figure">
        <strong>{usd(billedUsd)}</strong>
        {pendingUsd > 0 && <span>{l10n.t('+ up to {0} pending', usd(pendingUsd))}</span>}
        <span>{limitUsd === undefined ? l10n.t('no limit') : l10n.t('of {0}', usd(limitUsd))}</span>
      </p>
      {limitUsd !== undefined && <LevelBar value={billedUsd + pendingUsd} max={limitUsd} />}
    </div>
  );
}
