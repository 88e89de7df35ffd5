import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { usePanel } from './panelContext.ts';

/** What a new chat shows: how it works, and three things to begin with. */
export function EmptyState(): VNode {
  const { focusComposer } = usePanel();
  const suggestions = [
    l10n.t('The tests fail. Find out why and fix it.'),
    l10n.t('Give me a short tour of this project.'),
    l10n.t('Find the most likely bug in the code I changed last.'),
  ];
  return (
    <div class="empty">
      <h2>{l10n.t('What shall we work on?')}</h2>
      <p>
        {l10n.t(
          'Plumb reads your files by itself. Before it changes one or runs a command it shows you exactly what will happen, and you decide.',
        )}
      </p>
      <ul>
        {suggestions.map(suggestion => (
          <li key={suggestion}>
            <button type="button" class="suggestion" onClick={() => focusComposer(suggestion)}>
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
