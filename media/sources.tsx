import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { SourcesItem } from '../src/protocol/viewModel.ts';
import { Link } from './link.tsx';
import { sourcesDrawn } from './markdown/citation.tsx';
import { openableAddress } from './markdown/links.ts';

/**
 * Where an answer comes from, by the numbers that its text may refer to; a link opens nothing before
 * the host has shown its whole address.
 */
export function Sources({ item }: { readonly item: SourcesItem }): VNode {
  useLayoutEffect(() => {
    sourcesDrawn.fire(undefined);
  }, [item]);
  return (
    <div class="card sources" role="group" aria-label={l10n.t('Sources')}>
      <h4>{l10n.t('Sources')}</h4>
      <ol>
        {item.sources.map(({ url, title }, at) => (
          <li key={at} data-number={at + 1}>
            <Link href={url}>{title === '' ? url : title}</Link>
            <span class="source-host" dir="ltr">
              {hostOf(url)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The host that the link leads to, whatever its title claims. */
function hostOf(url: string): string {
  const address = openableAddress(url);
  return address === undefined ? '' : new URL(address).host;
}
