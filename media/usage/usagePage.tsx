import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { usd } from '../../src/base/figures.ts';
import type { UsageView } from '../../src/protocol/viewModel.ts';
import { usePanel } from '../panelContext.ts';
import { Balance } from './balance.tsx';
import { Spending } from './spending.tsx';
import { RecentDays, Tokens } from './usageTables.tsx';

type Loading = 'loading' | 'failed' | 'done';

/** What chats cost: this one, today, what is open, the last days, and the credit that is left. */
export function UsagePage(props: { readonly onClose: () => void }): VNode {
  const { ask, announce } = usePanel();
  const [usage, setUsage] = useState<UsageView | undefined>(undefined);
  const [loading, setLoading] = useState<Loading>('loading');
  const page = useRef<HTMLElement>(null);

  const load = async (): Promise<void> => {
    setLoading('loading');
    const answer = await ask('usage', {});
    if (answer !== undefined) setUsage(answer);
    setLoading(answer === undefined ? 'failed' : 'done');
    announce(answer === undefined ? failure() : l10n.t('Usage is up to date'));
  };
  useEffect(() => {
    page.current?.focus();
    void load();
  }, []);

  return (
    <section
      class="usage"
      ref={page}
      tabIndex={-1}
      aria-label={l10n.t('Usage')}
      aria-busy={loading === 'loading'}
    >
      {usage === undefined ? (
        <p class="usage-note">{loading === 'failed' ? failure() : l10n.t('Loading…')}</p>
      ) : (
        <>
          <Spending name={l10n.t('This chat')} spent={usage.chat} />
          {usage.turnUsd > 0 && (
            <div class="usage-part">
              <h2>{l10n.t('Last turn')}</h2>
              <p class="usage-figure">{usd(usage.turnUsd)}</p>
            </div>
          )}
          <Spending name={l10n.t('Today')} spent={usage.day} />
          {usage.chat.pendingUsd + usage.day.pendingUsd > 0 && <Pending />}
          <Tokens tokens={usage.tokens} />
          <RecentDays days={usage.days} />
          <Balance balance={usage.balance} />
          {loading === 'failed' && <p class="usage-note">{failure()}</p>}
        </>
      )}
      <div class="usage-actions">
        <button
          type="button"
          class="button"
          aria-disabled={loading === 'loading'}
          onClick={() => {
            if (loading !== 'loading') void load();
          }}
        >
          {l10n.t('Refresh')}
        </button>
        <button type="button" class="button" onClick={props.onClose}>
          {l10n.t('Back to the chat')}
        </button>
      </div>
    </section>
  );
}

function Pending(): VNode {
  return (
    <p class="usage-note">
      {l10n.t(
        'The service may still bill answers that were stopped or cut off. Plumb asks it for their bill, which then replaces the most that they can cost.',
      )}
    </p>
  );
}

function failure(): string {
  return l10n.t('The figures could not be loaded.');
}
