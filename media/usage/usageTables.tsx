import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { shortCount, usd } from '../../src/base/figures.ts';
import type { UsageView } from '../../src/protocol/viewModel.ts';
import { dayName } from '../format.ts';

/** The tokens of this chat, and which part of those sent cost less because they were cached. */
export function Tokens({ tokens }: { readonly tokens: UsageView['tokens'] }): VNode {
  const { prompt, cached, completion } = tokens;
  const share = new Intl.NumberFormat(locale(), { style: 'percent' });
  return (
    <div class="usage-part">
      <h2>{l10n.t('Tokens of this chat')}</h2>
      <dl class="usage-list">
        <dt>{l10n.t('Sent')}</dt>
        <dd>{shortCount(prompt)}</dd>
        <dt>{l10n.t('Of these from the cache')}</dt>
        <dd>
          {prompt === 0
            ? shortCount(cached)
            : l10n.t('{0} ({1})', shortCount(cached), share.format(cached / prompt))}
        </dd>
        <dt>{l10n.t('Answered')}</dt>
        <dd>{shortCount(completion)}</dd>
      </dl>
    </div>
  );
}

/** The last days with any cost, newest first. */
export function RecentDays({ days }: { readonly days: UsageView['days'] }): VNode | null {
  if (days.length === 0) return null;
  return (
    <div class="usage-part">
      <h2>{l10n.t('Last days')}</h2>
      <table class="usage-days">
        <thead>
          <tr>
            <th scope="col">{l10n.t('Day')}</th>
            <th scope="col">{l10n.t('Requests')}</th>
            <th scope="col">{l10n.t('Billed')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, requests, billedUsd }) => (
            <tr key={day}>
              <th scope="row">{dayName(day, locale())}</th>
              <td>{requests}</td>
              <td>{usd(billedUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function locale(): string {
  return document.documentElement.lang || 'en';
}
