import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { shortCount, usd } from '../src/base/figures.ts';
import type { TurnItem } from '../src/protocol/viewModel.ts';
import { AnswerActions } from './answerActions.tsx';
import { duration } from './format.ts';
import { Icon } from './icons.tsx';

type Usage = NonNullable<TurnItem['usage']>;

/** What a turn took, and what may be done with its answer. */
export function TurnFooter({ item }: { readonly item: TurnItem }): VNode {
  return (
    <div class="turn-end">
      {item.pinned === true && (
        <>
          <Icon name="pin" />
          <span class="visually-hidden">{l10n.t('Pinned')}</span>
        </>
      )}
      <Figures
        label={l10n.t('This turn took')}
        usage={item.usage}
        costUsd={item.costUsd}
        durationMs={item.durationMs}
      />
      {item.messageId !== undefined && <AnswerActions item={item} messageId={item.messageId} />}
    </div>
  );
}

/** Tokens, cost and time. Figures that the service did not give are left out, not shown as 0. */
export function Figures(props: {
  readonly label: string;
  readonly usage: Usage | undefined;
  readonly costUsd: number | undefined;
  readonly durationMs?: number;
}): VNode | null {
  const { label, usage, costUsd, durationMs } = props;
  const figures: string[] = [];
  if (usage !== undefined) figures.push(...tokens(usage));
  if (costUsd !== undefined) figures.push(usd(costUsd));
  if (durationMs !== undefined) figures.push(duration(durationMs));
  if (figures.length === 0) return null;
  return (
    <ul class="turn-footer" aria-label={label}>
      {figures.map(figure => (
        <li key={figure}>{figure}</li>
      ))}
    </ul>
  );
}

function tokens({
  promptTokens,
  completionTokens,
  cachedTokens,
  reasoningTokens,
}: Usage): string[] {
  return [
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
  ];
}
