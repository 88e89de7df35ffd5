import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ThinkingItem } from '../src/protocol/viewModel.ts';
import { duration } from './format.ts';
import { Icon } from './icons.tsx';
import { Markdown } from './markdown/markdown.tsx';

/** What the model thought, folded; nothing of it is drawn before it is unfolded. */
export function Thinking({ item }: { readonly item: ThinkingItem }): VNode {
  const [isOpen, setOpen] = useState(false);
  const isGrowing = item.durationMs === undefined;
  return (
    <details class="thinking" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <span class={isGrowing ? 'shimmer' : undefined}>
          {item.durationMs === undefined
            ? l10n.t('Thinking…')
            : l10n.t('Thought for {0}', duration(item.durationMs))}
        </span>
      </summary>
      {isOpen && (
        <div class="thoughts">
          <Markdown text={item.text} growing={isGrowing} />
        </div>
      )}
    </details>
  );
}
