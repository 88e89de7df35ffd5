import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SummaryItem } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { Markdown } from './markdown/markdown.tsx';

/** The line below which the model no longer knows the messages above, but for this summary. */
export function Summary({ item }: { readonly item: SummaryItem }): VNode {
  const [isOpen, setOpen] = useState(true);
  return (
    <details
      class="card summary"
      open={isOpen}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Icon name="chevron" />
        <span>{l10n.t('Summary of the conversation so far')}</span>
      </summary>
      {isOpen && (
        <>
          <Markdown text={item.text} growing={false} />
          <p class="card-note">
            {l10n.t(
              'The messages above are no longer sent to the model; this summary is. They stay here to be read.',
            )}
          </p>
        </>
      )}
    </details>
  );
}
