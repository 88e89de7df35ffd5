import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { unreachable } from '../src/base/errors.ts';
import { visibleText } from '../src/base/visibleCharacters.ts';
import type { ProposalView } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { isForeign, originName } from './sourceOrigin.ts';
import { Visible } from './visible.tsx';

type Guarded = ProposalView['guarded'][number];
type Source = ProposalView['sources'][number];

/** More names than this are folded: what is read is the first few. */
const SHOWN_SOURCES = 6;

/** What is special about the files of it, and what else a person should see before all. */
export function Cautions({ proposal }: { readonly proposal: ProposalView }): VNode | null {
  const { guarded, warnings } = proposal;
  if (guarded.length === 0 && warnings.length === 0) return null;
  return (
    <ul class="cautions" aria-label={l10n.t('Take care')}>
      {guarded.map((file, at) => (
        <li key={`g${at}`}>
          <Icon name="warning" />
          <span>
            <span class="caution-path" dir="ltr">
              <Visible pieces={visibleText(file.path)} />
            </span>{' '}
            <strong>{levelName(file.level)}</strong>: <Visible pieces={visibleText(file.reason)} />
          </span>
        </li>
      ))}
      {warnings.map((warning, at) => (
        <li key={`w${at}`}>
          <Icon name="warning" />
          <span>
            <Visible pieces={visibleText(warning)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the model had read that could have put it up to this: what is not of this project first. */
export function ReadBefore({ sources }: Pick<ProposalView, 'sources'>): VNode | null {
  if (sources.length === 0) return null;
  const sorted = sources.toSorted(
    (a, b) => Number(isForeign(b.origin)) - Number(isForeign(a.origin)),
  );
  const rest = sorted.slice(SHOWN_SOURCES);
  return (
    <div class="read-before">
      <h4 class="tool-label">{l10n.t('The model has read:')}</h4>
      <SourceList sources={sorted.slice(0, SHOWN_SOURCES)} />
      {rest.length > 0 && (
        <details class="tool-fold">
          <summary>
            <Icon name="chevron" />
            {l10n.t('{0} more', rest.length)}
          </summary>
          <SourceList sources={rest} />
        </details>
      )}
    </div>
  );
}

function SourceList({ sources }: { readonly sources: readonly Source[] }): VNode {
  return (
    <ul class="source-names">
      {sources.map(({ origin, name }, at) => (
        <li key={at} class={isForeign(origin) ? 'foreign' : undefined}>
          {isForeign(origin) && <Icon name="warning" />}
          <span>
            <span class="source-name" dir="ltr">
              <Visible pieces={visibleText(name)} />
            </span>{' '}
            <span class="source-origin">
              {isForeign(origin)
                ? l10n.t('({0}, not trusted)', originName(origin))
                : l10n.t('({0})', originName(origin))}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The reasons of what was decided; nothing if there were none. */
export function FoldedReasons({ proposal }: { readonly proposal: ProposalView }): VNode | null {
  const { guarded, warnings, sources } = proposal;
  if (guarded.length + warnings.length + sources.length === 0) return null;
  return (
    <details class="tool-fold">
      <summary>
        <Icon name="chevron" />
        {l10n.t('Reasons')}
      </summary>
      <Cautions proposal={proposal} />
      <ReadBefore sources={sources} />
    </details>
  );
}

function levelName(level: Guarded['level']): string {
  switch (level) {
    case 'outside':
      return l10n.t('Outside the workspace');
    case 'protected':
      return l10n.t('Protected');
    case 'ignored':
      return l10n.t('Ignored');
    case 'secret':
      return l10n.t('Secret');
    default:
      return unreachable(level);
  }
}
