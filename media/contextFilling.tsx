import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { shortCount } from '../src/base/figures.ts';
import { unreachable } from '../src/base/errors.ts';
import type { ContextView } from '../src/protocol/requests/glance.ts';
import { LevelBar } from './levelBar.tsx';
import { usePanel } from './panelContext.ts';

type Kind = ContextView['parts'][number]['kind'];

/** What the next request would hold, part by part; asked for once, when it is opened. */
export function ContextFilling(props: {
  readonly chatId: string;
  readonly limitTokens: number;
}): VNode {
  const { ask, announce } = usePanel();
  const [view, setView] = useState<ContextView | 'loading' | 'failed'>('loading');
  useEffect(() => {
    void ask('contextParts', { chatId: props.chatId }).then(answer => {
      setView(answer ?? 'failed');
      if (answer !== undefined) announce(sumOf(answer, props.limitTokens));
    });
  }, []);

  if (view === 'loading') return <p class="options-note">{l10n.t('Loading…')}</p>;
  if (view === 'failed') {
    return <p class="options-note">{l10n.t('The figures could not be loaded.')}</p>;
  }
  return (
    <>
      <p class="context-sum">{sumOf(view, props.limitTokens)}</p>
      <ul class="context-parts" aria-label={l10n.t('Parts of the context')}>
        {view.parts.map(({ kind, tokens }) => (
          <li key={kind}>
            <span>{partName(kind)}</span>
            <span class="context-tokens">
              {l10n.t('{0} ({1})', shortCount(tokens), percent(tokens / view.totalTokens))}
            </span>
            <LevelBar value={tokens} max={view.totalTokens} isPart />
          </li>
        ))}
      </ul>
      <p class="options-note">
        {view.isCounted
          ? l10n.t('Scaled to what the service last counted in this chat.')
          : l10n.t('Estimated: the service has counted nothing in this chat yet.')}
      </p>
    </>
  );
}

function sumOf({ totalTokens }: ContextView, limitTokens: number): string {
  return l10n.t('{0} of {1} tokens', shortCount(totalTokens), shortCount(limitTokens));
}

function partName(kind: Kind): string {
  switch (kind) {
    case 'instructions':
      return l10n.t('Instructions');
    case 'toolDefinitions':
      return l10n.t('Tool definitions');
    case 'attachments':
      return l10n.t('Files and attachments');
    case 'images':
      return l10n.t('Images');
    case 'toolResults':
      return l10n.t('Tool calls and results');
    case 'history':
      return l10n.t('Messages and answers');
    default:
      return unreachable(kind);
  }
}

function percent(share: number): string {
  const language = document.documentElement.lang || 'en';
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}
