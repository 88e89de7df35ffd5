import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { usd } from '../../src/base/figures.ts';
import type { UsageView } from '../../src/protocol/viewModel.ts';
import { usePanel } from '../panelContext.ts';

/** Where credit is bought; opened in the browser. */
const WALLET = 'https://my.runware.ai/wallet';

/** The credit at the service, or why it is not known. */
export function Balance({ balance }: { readonly balance: UsageView['balance'] }): VNode {
  const { ask } = usePanel();
  return (
    <div class="usage-part">
      <h2>{l10n.t('Credit')}</h2>
      <p class="usage-figure">
        {'usd' in balance ? <strong>{usd(balance.usd)}</strong> : <span>{balance.problem}</span>}
      </p>
      <button
        type="button"
        class="button"
        title={WALLET}
        onClick={() => void ask('openLink', { href: WALLET })}
      >
        {l10n.t('Add credit')}
      </button>
    </div>
  );
}
