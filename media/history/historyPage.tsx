import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HistoryChat, SearchHit } from '../../src/protocol/requests/history.ts';
import { isComposing } from '../composition.ts';
import { usePanel } from '../panelContext.ts';
import { ChatRow, type RowActions, type RowState } from './chatRow.tsx';
import { DeletedChats } from './deletedChats.tsx';
import { groupChats, withTitle } from './groups.ts';
import { nextRow } from './nextRow.ts';
import { TextHits } from './textHits.tsx';
import { Undo } from './undo.tsx';
import { useTextSearch, type TextSearch } from './useTextSearch.ts';

export interface HistoryPageProps {
  readonly currentChatId: string;
  /** The reader wants back. */
  readonly onClose: () => void;
  /** A chat was asked for: what is typed from now on is for that one. */
  readonly onOpen: () => void;
  /** The chat that was opened is to be shown at this place; `itemId` is absent if it is gone. */
  readonly onFound?: (place: {
    readonly itemId?: string | undefined;
    readonly query: string;
  }) => void;
}

/** Rows that are drawn at first, and how many more each time the reader comes to their end. */
const PAGE = 100;
/** So near to the end, in CSS pixels, more are drawn. */
const NEAR = 600;

/** The chats of the workspace: found by title and text, opened, named, pinned, deleted and had back. */
export function HistoryPage(props: HistoryPageProps): VNode {
  const { ask, announce } = usePanel();
  const { currentChatId, onClose, onOpen, onFound } = props;
  const [chats, setChats] = useState<readonly HistoryChat[] | undefined>(undefined);
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const [shown, setShown] = useState<{ readonly id: string; readonly what: RowState }>();
  const [tabStop, setTabStop] = useState('');
  const [deleted, setDeleted] = useState<HistoryChat | undefined>(undefined);
  const list = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** The row that is to have the keyboard once it is drawn; `last` for the one at the end. */
  const wanted = useRef<string | undefined>('first');
  const search = useTextSearch(query);

  const rows = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
  ];
  /** @param row that is to have the keyboard then; it may be new in the list */
  const load = async (row?: string): Promise<void> => {
    const answer = await ask('listHistory', {});
    wanted.current = row ?? wanted.current;
    setChats(answer?.chats ?? []);
  };
  useEffect(() => void load(), []);
  useLayoutEffect(() => {
    if (wanted.current === undefined || chats === undefined) return;
    const all = rows();
    const named = all.find(row => row.dataset['row'] === wanted.current);
    const row = named ?? (wanted.current === 'last' ? all.at(-1) : all[0]);
    (row ?? field.current)?.focus();
    wanted.current = undefined;
  });

  const found = useMemo(() => withTitle(chats ?? [], query), [chats, query]);
  const groups = useMemo(() => {
    const locale = document.documentElement.lang || 'en';
    const pinnedFirst = [...found.filter(c => c.pinned), ...found.filter(c => !c.pinned)];
    return groupChats(pinnedFirst.slice(0, limit), Date.now(), locale);
  }, [found, limit]);
  const first = groups[0]?.chats[0]?.id;
  const stop = found.some(({ id }) => id === tabStop) ? tabStop : first;

  const focusAfter = (id: string): void => {
    const all = rows();
    const at = all.findIndex(row => row.dataset['row'] === id);
    wanted.current = (all[at + 1] ?? all[at - 1])?.dataset['row'] ?? 'first';
  };
  const actions: RowActions = {
    open: ({ id }) => {
      void ask('openChat', { id });
      onOpen();
    },
    rename: ({ id }, title) => {
      wanted.current = id;
      setShown(undefined);
      if (title !== undefined) void ask('renameChat', { id, title }).then(() => load(id));
    },
    pin: ({ id, pinned }) => {
      setShown(undefined);
      void ask('pinChat', { id, pinned: !pinned }).then(() => load(id));
    },
    exportChat: ({ id }) => void ask('exportChat', { id }),
    remove: chat => void remove(chat),
    show: (id, what) => {
      if (what === 'closed') wanted.current = id;
      setShown({ id, what });
    },
    focused: setTabStop,
  };
  const remove = async (chat: HistoryChat): Promise<void> => {
    const answer = await ask('deleteChat', { id: chat.id });
    if (answer?.deleted !== true) return;
    focusAfter(chat.id);
    setShown(undefined);
    setDeleted(chat);
    announce(l10n.t('“{0}” was deleted. Undo stands above the list.', chat.title));
    await load();
  };
  const undo = async ({ id, title }: HistoryChat): Promise<void> => {
    if ((await ask('restoreChat', { id })) === undefined) return;
    announce(l10n.t('“{0}” is back.', title));
    await load(id);
    setDeleted(undefined);
  };
  const openHit = async ({ chatId, anchor }: SearchHit): Promise<void> => {
    const answer = await ask('openHit', { chatId, anchor, query: query.trim() });
    if (answer === undefined) return;
    onClose();
    onFound?.({ itemId: answer.itemId, query: query.trim() });
  };

  const more = (count: number): void => {
    if (limit < found.length) setLimit(count);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      if (shown === undefined && query === '') return;
      event.preventDefault();
      if (shown !== undefined) wanted.current = shown.id;
      else field.current?.focus();
      setShown(undefined);
      if (shown === undefined) setQuery('');
      return;
    }
    const next = nextRow(event, rows(), field.current);
    if (next === undefined) return;
    if (next === 'type') field.current?.focus();
    else {
      event.preventDefault();
      next.focus();
      if (event.key === 'End' && limit < found.length) {
        wanted.current = 'last';
        more(found.length);
      } else if (next === rows().at(-1)) more(limit + PAGE);
    }
  };
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    if (scrollHeight - scrollTop - clientHeight < NEAR) more(limit + PAGE);
  };

  return (
    <main class="chat">
      <nav
        class="history"
        aria-label={l10n.t('Chats')}
        ref={list}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
      >
        <input
          type="search"
          class="history-search"
          ref={field}
          aria-label={l10n.t('Search chats')}
          placeholder={l10n.t('Search chats')}
          dir="auto"
          value={query}
          onInput={event => {
            setQuery(event.currentTarget.value);
            setLimit(PAGE);
          }}
        />
        {deleted !== undefined && <Undo title={deleted.title} onUndo={() => void undo(deleted)} />}
        <p class="history-note" role="status">
          {chats === undefined ? '' : statusOf(query, found.length, search)}
        </p>
        {groups.map(group => (
          <section key={group.name} aria-label={group.name}>
            <h2>{group.name}</h2>
            <ul>
              {group.chats.map(chat => (
                <ChatRow
                  key={chat.id}
                  chat={chat}
                  isCurrent={chat.id === currentChatId}
                  isTabStop={chat.id === stop}
                  state={shown?.id === chat.id ? shown.what : 'closed'}
                  actions={actions}
                />
              ))}
            </ul>
          </section>
        ))}
        <TextHits
          search={search}
          titleOf={id => chats?.find(chat => chat.id === id)?.title ?? ''}
          onOpen={hit => void openHit(hit)}
        />
        <DeletedChats
          others={chats}
          onRestored={id => {
            if (id === deleted?.id) setDeleted(undefined);
            void load();
          }}
        />
      </nav>
    </main>
  );
}

function statusOf(
  query: string,
  titles: number,
  { hits, done, searched, total }: TextSearch,
): string {
  if (query.trim() === '') return titles === 0 ? l10n.t('No chats yet.') : '';
  if (!done) return l10n.t('Searching: {0} of {1} chats', searched, total);
  return titles + hits.length === 0
    ? l10n.t('Nothing was found.')
    : [titlesWords(titles), placesWords(hits.length)].filter(words => words !== '').join(', ');
}

function titlesWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 title') : l10n.t('{0} titles', count);
}

function placesWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 place in texts') : l10n.t('{0} places in texts', count);
}
