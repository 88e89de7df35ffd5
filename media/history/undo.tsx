import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';

/** Stands above the list right after a chat was deleted. */
export function Undo(props: { readonly title: string; readonly onUndo: () => void }): VNode {
  return (
    <div class="history-undo" role="group" aria-label={l10n.t('Deleted')}>
      <span dir="auto">{l10n.t('“{0}” was deleted.', props.title)}</span>
      <button type="button" class="button" onClick={props.onUndo}>
        {l10n.t('Undo')}
      </button>
    </div>
  );
}
