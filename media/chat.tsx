import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { unreachable } from '../src/base/errors.ts';
import type { PanelState, PanelStatus } from '../src/protocol/viewModel.ts';
import { Banners, Problem } from './banners.tsx';
import { ChatId } from './chatId.ts';
import { IsReadOnly } from './isReadOnly.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { isComposing } from './composition.ts';
import type { DraftStore } from './draft.ts';
import { createEditRequests, EditRequestsProvider } from './editRequests.ts';
import { EmptyState } from './emptyState.tsx';
import { AnswerItem } from './itemView.tsx';
import { jumpToItem, jumpToMessage } from './jumpToMessage.ts';
import { lazyView } from './lazyView.tsx';
import { memo } from './memo.tsx';
import { createOwnMessages } from './ownMessages.ts';
import type { PanelStore } from './panelStore.ts';
import type { SavedState } from './savedState.ts';
import { Pinned } from './pinned.tsx';
import { ThinkingLevels } from './thinkingLevels.ts';
import { TitleBar } from './titleBar.tsx';
import { Transcript } from './transcript.tsx';
import type { Reading } from './useReading.ts';

const History = lazyView(async () => (await import('./history/historyPage.tsx')).HistoryPage);
const FindBar = lazyView(async () => (await import('./find/findBar.tsx')).FindBar);
const UsagePage = lazyView(async () => (await import('./usage/usagePage.tsx')).UsagePage);
const ChangedFiles = lazyView(async () => (await import('./review/changedFiles.tsx')).ChangedFiles);

// Drawn again when what they show has changed, and not with each piece of an answer.
const Review = memo(ChangedFiles);
const Writing = memo(Composer);

/** What stands in the panel: the chat itself, the list of all, or what they cost. */
export type PageName = 'chat' | 'history' | 'usage';

/** A search of the chat that is open. */
interface Find {
  readonly query: string;
  readonly startAt?: string | undefined;
  /** What had the keyboard before, and gets it back. */
  readonly back?: HTMLElement | undefined;
}

/** A chat with what stands around it. While text arrives only the transcript is drawn anew. */
export function Chat(props: {
  readonly state: PanelState;
  readonly problem: string | undefined;
  readonly store: PanelStore;
  readonly drafts: DraftStore;
  readonly saved: SavedState;
  readonly composer: RefObject<ComposerHandle | null>;
  readonly page: PageName;
  readonly show: (page: PageName) => void;
  /** Opens the search of the chat, for who asks from outside. */
  readonly onFind: { current: () => void };
}): VNode {
  const { problem, store, drafts, saved, composer, page, show, onFind } = props;
  const { status, items } = props.state;
  const historyButton = useRef<HTMLButtonElement>(null);
  const reading = useRef<Reading | null>(null);
  const edits = useMemo(() => createEditRequests(store, saved, () => reading.current), [store]);

  const lastChoice = items.findLast(item => item.kind === 'answers');
  const mustKeep = lastChoice !== undefined && lastChoice.kept === undefined;

  const [find, setFind] = useState<Find | undefined>(undefined);
  const openFind = (wanted: Omit<Find, 'back'> = { query: '' }): void => {
    const { activeElement } = document;
    setFind(open => ({
      ...wanted,
      back: open?.back ?? (activeElement instanceof HTMLElement ? activeElement : undefined),
    }));
  };
  const closeFind = (): void => {
    setFind(undefined);
    if (find?.back?.isConnected === true) find.back.focus();
    else composer.current?.focus();
  };
  onFind.current = () => openFind();

  const isToWrite = useRef(false);
  /** The chat with the keyboard in the composer, at once or as soon as that is drawn. */
  const write = useCallback(() => {
    show('chat');
    isToWrite.current = true;
    composer.current?.focus();
  }, []);
  const closeHistory = (): void => {
    show('chat');
    historyButton.current?.focus();
  };
  const newChat = useCallback(() => {
    const isThere = store.ask('newChat', {});
    // What is typed from now on is for the new chat.
    write();
    void isThere.then(() => composer.current?.focus());
  }, []);
  const toggleHistory = useCallback(() => show(page === 'history' ? 'chat' : 'history'), [page]);
  const showUsage = useCallback(() => show('usage'), []);
  const ownMessages = useMemo(() => createOwnMessages(store), [store]);
  /** Keys of who reads: find, and from message to message. */
  const readKey = (event: KeyboardEvent): boolean => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f') {
      openFind();
      return true;
    }
    const isJump =
      event.altKey && !isCommand && !event.shiftKey && /^Arrow(Up|Down)$/.test(event.key);
    if (!isJump || reading.current === null) return false;
    const direction = event.key === 'ArrowUp' ? 'previous' : 'next';
    void jumpToMessage(store, reading.current, direction);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event)) return;
    if (page === 'chat' && readKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Escape') return;
    if (page === 'history') closeHistory();
    else if (page === 'usage') show('chat');
    else if (status.run.state === 'running') void store.ask('stop', {});
  };

  const usageButton = useRef<HTMLButtonElement>(null);
  const shown = useRef(page);
  useLayoutEffect(() => {
    // Not before the chat is drawn: what is hidden takes no focus.
    if (isToWrite.current) composer.current?.focus();
    else if (shown.current === 'usage' && page === 'chat') usageButton.current?.focus();
    isToWrite.current = false;
    shown.current = page;
  }, [page]);

  const isEmpty = items.length === 0;
  useEffect(() => {
    if (!isEmpty) AnswerItem.preload();
  }, [isEmpty]);

  // After the effects of all that stands within: the composer listens by then.
  useLayoutEffect(() => void store.ask('drawn', {}), [store]);

  // Stays once it was there: when the last change is decided on, it hands the keyboard over.
  const hadChanges = useRef(false);
  hadChanges.current ||= status.changes.files.length > 0;

  return (
    <ChatId.Provider value={status.chatId}>
      <IsReadOnly.Provider value={status.readOnly !== undefined}>
        <ThinkingLevels.Provider value={status.thinkingLevels}>
          <div class="panel" onKeyDown={onKeyDown}>
            <Header
              status={status}
              page={page}
              historyButton={historyButton}
              onNewChat={newChat}
              onHistory={toggleHistory}
            />
            {problem !== undefined && (
              <Problem message={problem} onDismiss={() => store.dismissProblem()} />
            )}
            {page === 'history' && (
              <History
                currentChatId={status.chatId}
                onClose={closeHistory}
                onOpen={write}
                onFound={({ itemId, query }) => openFind({ query, startAt: itemId })}
              />
            )}
            {page === 'usage' && (
              <main class="chat">
                <UsagePage onClose={() => show('chat')} />
              </main>
            )}
            <main class="chat" hidden={page !== 'chat'}>
              {find !== undefined && reading.current !== null && (
                <FindBar
                  reading={reading.current}
                  query={find.query}
                  startAt={find.startAt}
                  onClose={closeFind}
                />
              )}
              <Pinned
                pinned={status.pinned}
                onGo={id => {
                  if (reading.current !== null) void jumpToItem(reading.current, id);
                }}
              />
              <EditRequestsProvider value={edits}>
                <Transcript
                  store={store}
                  saved={saved}
                  items={items}
                  chatId={status.chatId}
                  run={status.run}
                  seq={props.state.seq}
                  handle={reading}
                >
                  <EmptyState
                    keySource={status.key}
                    onTake={({ text, ref }) => composer.current?.beginWith(text, ref)}
                  />
                </Transcript>
              </EditRequestsProvider>
              {hadChanges.current && <Review changes={status.changes} saved={saved} />}
              <Writing
                store={store}
                status={status}
                drafts={drafts}
                handle={composer}
                mustKeep={mustKeep}
                usageButton={usageButton}
                onUsage={showUsage}
                ownMessages={ownMessages}
              />
            </main>
          </div>
        </ThinkingLevels.Provider>
      </IsReadOnly.Provider>
    </ChatId.Provider>
  );
}

const Header = memo(function Header(props: {
  readonly status: PanelStatus;
  readonly page: PageName;
  readonly historyButton: RefObject<HTMLButtonElement | null>;
  readonly onNewChat: () => void;
  readonly onHistory: () => void;
}): VNode {
  const { status, page, historyButton, onNewChat, onHistory } = props;
  return (
    <header>
      <TitleBar
        title={titleOf(page, status.title)}
        isHistoryOpen={page === 'history'}
        historyButton={historyButton}
        onNewChat={onNewChat}
        onHistory={onHistory}
      />
      <Banners status={status} />
    </header>
  );
});

function titleOf(page: PageName, chatTitle: string): string {
  switch (page) {
    case 'chat':
      return chatTitle;
    case 'history':
      return l10n.t('Chats');
    case 'usage':
      return l10n.t('Usage');
    default:
      return unreachable(page);
  }
}
