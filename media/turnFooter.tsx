import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { TurnItem } from '../src/protocol/viewModel.ts';
import { duration, shortCount, usd } from './format.ts';

/** What a turn took. Figures that the service did not give are left out, not shown as 0. */
export function TurnFooter({ item }: { readonly item: TurnItem }): VNode {
  const { usage, costUsd } = item;
  const figures: string[] = [];
  if (usage !== undefined) {
    const { promptTokens, completionTokens, cachedTokens, reasoningTokens } = usage;
    figures.push(
      cachedTokens === undefined
        ? l10n.t('{0} in', shortCount(promptTokens))
        : l10n.t('{0} in ({1} cached)', shortCount(promptTokens), shortCount(cachedTokens)),
      reasoningTokens === undefined
        ? l10n.t('{0} out', shortCount(completionTokens))
        : l10n.t(
            '{0} out ({1} reasoning)',
            shortCount(completionTokens),
            shortCount(reasoningTokens),
          ),
    );
  }
  if (costUsd !== undefined) figures.push(usd(costUsd));
  figures.push(duration(item.durationMs));
  return (
    <ul class="turn-footer" aria-label={l10n.t('This turn took')}>
      {figures.map(figure => (
        <li key={figure}>{figure}</li>
      ))}
    </ul>
  );
}
