import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Suggestion } from '../src/protocol/requests/glance.ts';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { usePanel } from './panelContext.ts';

/** What a new chat shows: how it works, and what to begin with in this workspace. */
export function EmptyState(props: {
  readonly keySource: PanelStatus['key'];
  /** Puts a suggestion into the composer, with what it speaks of. */
  readonly onTake: (suggestion: Suggestion) => void;
}): VNode {
  const { ask } = usePanel();
  const hasKey = props.keySource !== 'missing';
  return (
    <div class="empty">
      <h2>{l10n.t('What shall we work on?')}</h2>
      <p>
        {l10n.t(
          'Plumb reads your files by itself. Before it changes one or runs a command it shows you exactly what will happen, and you decide.',
        )}
      </p>
      {hasKey ? (
        <Suggestions onTake={props.onTake} />
      ) : (
        // The banner above has the one thing that is needed: the key.
        <p>
          <button type="button" class="button" onClick={() => void ask('openWalkthrough', {})}>
            {l10n.t('Show me how to begin')}
          </button>
        </p>
      )}
    </div>
  );
}

function Suggestions(props: { readonly onTake: (suggestion: Suggestion) => void }): VNode {
  const { ask } = usePanel();
  const chatId = useChatId();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    const asked = { isStale: false };
    void ask('suggestions', {}).then(answer => {
      if (asked.isStale) return;
      const found = answer?.suggestions ?? [];
      setSuggestions(found.length > 0 ? found : usual());
    });
    return () => {
      asked.isStale = true;
    };
  }, [chatId]);
  return (
    <ul aria-label={l10n.t('Suggestions')} aria-busy={suggestions.length === 0}>
      {suggestions.map(suggestion => (
        <li key={suggestion.text}>
          <button
            type="button"
            class="suggestion"
            dir="auto"
            onClick={() => props.onTake(suggestion)}
          >
            {suggestion.text}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** For a workspace of which nothing is known. */
function usual(): Suggestion[] {
  const texts = [
    l10n.t('The tests fail. Find out why and fix it.'),
    l10n.t('Give me a short tour of this project.'),
    l10n.t('Find the most likely bug in the code I changed last.'),
  ];
  return texts.map(text => ({ kind: 'project', text }));
}
