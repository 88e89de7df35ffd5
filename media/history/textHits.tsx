import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { SearchHit } from '../../src/protocol/requests/history.ts';
import { unreachable } from '../../src/base/errors.ts';
import type { TextSearch } from './useTextSearch.ts';

/** Places in the texts of chats that hold what is searched. */
export function TextHits(props: {
  readonly search: TextSearch;
  readonly titleOf: (chatId: string) => string;
  readonly onOpen: (hit: SearchHit) => void;
}): VNode | null {
  const { search, titleOf, onOpen } = props;
  if (search.hits.length === 0) return null;
  const name = l10n.t('In the text');
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      <ul>
        {search.hits.map((hit, index) => (
          <li key={`${hit.chatId} ${hit.anchor} ${index}`}>
            <button
              type="button"
              class="history-hit"
              data-row={`hit:${index}`}
              onClick={() => onOpen(hit)}
            >
              <span class="history-title" dir="auto">
                {titleOf(hit.chatId)}
              </span>{' '}
              <span class="history-time">{placeName(hit.where)}</span>{' '}
              <span class="history-snippet" dir="auto">
                {hit.before}
                <mark>{hit.match}</mark>
                {hit.after}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function placeName(where: SearchHit['where']): string {
  switch (where) {
    case 'message':
      return l10n.t('Your message');
    case 'answer':
      return l10n.t('Answer');
    case 'tool':
      return l10n.t('Tool output');
    default:
      return unreachable(where);
  }
}
