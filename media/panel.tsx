import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { DisposableStore } from '../src/base/disposable.ts';
import type { PanelRpc } from '../src/protocol/rpc.ts';
import type { PanelState } from '../src/protocol/viewModel.ts';
import { announcements } from './announcements.ts';
import { Announcer } from './announcer.tsx';
import { Banners, NotLoaded, Problem } from './banners.tsx';
import { ChatId } from './chatId.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { isComposing } from './composition.ts';
import type { DraftStore } from './draft.ts';
import { EmptyState } from './emptyState.tsx';
import { History } from './history.tsx';
import type { Highlighter } from './markdown/highlightQueue.ts';
import { PanelContextProvider, type PanelContext } from './panelContext.ts';
import type { PanelStore } from './panelStore.ts';
import { TitleBar } from './titleBar.tsx';
import { Transcript } from './transcript.tsx';

/** The whole panel. Drawn at most once a frame, however many patches arrive. */
export function Panel(props: {
  readonly store: PanelStore;
  readonly rpc: PanelRpc;
  readonly drafts: DraftStore;
  readonly highlight: Highlighter;
}): VNode {
  const { store, rpc, drafts, highlight } = props;
  useRedraw(store);
  const composer = useRef<ComposerHandle>(null);
  const historyButton = useRef<HTMLButtonElement>(null);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const [said, say] = useReducer(
    (before: { readonly number: number; readonly text: string }, text: string) => ({
      number: before.number + 1,
      text,
    }),
    { number: 0, text: '' },
  );

  const context = useMemo(
    (): PanelContext => ({
      ask: store.ask,
      report: store.report,
      announce: say,
      focusComposer: draft => composer.current?.focus(draft),
      highlight,
    }),
    [store, highlight],
  );
  useEffect(() => {
    const subscriptions = new DisposableStore();
    subscriptions.add(
      rpc.onEvent('focusComposer', ({ text }) => {
        setHistoryOpen(false);
        composer.current?.offer(text);
      }),
    );
    subscriptions.add(rpc.onEvent('showHistory', () => setHistoryOpen(true)));
    return () => subscriptions.dispose();
  }, [rpc]);
  useAnnouncements(store.state, say);

  const { state, problem } = store;
  if (state === undefined) {
    return <NotLoaded problem={problem} onRetry={() => void store.load()} />;
  }
  const { status, items } = state;

  const closeHistory = (): void => {
    setHistoryOpen(false);
    historyButton.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (isHistoryOpen) closeHistory();
    else if (status.run.state === 'running') void store.ask('stop', {});
  };
  const newChat = async (): Promise<void> => {
    setHistoryOpen(false);
    await store.ask('newChat', {});
    composer.current?.focus();
  };

  return (
    <PanelContextProvider.Provider value={context}>
      <ChatId.Provider value={status.chatId}>
        <div class="panel" onKeyDown={onKeyDown}>
          <header>
            <TitleBar
              title={isHistoryOpen ? l10n.t('Chats') : status.title}
              isHistoryOpen={isHistoryOpen}
              historyButton={historyButton}
              onNewChat={() => void newChat()}
              onHistory={() => setHistoryOpen(open => !open)}
            />
            <Banners status={status} />
          </header>
          {problem !== undefined && (
            <Problem message={problem} onDismiss={() => store.dismissProblem()} />
          )}
          {isHistoryOpen && <History currentChatId={status.chatId} onClose={closeHistory} />}
          <main class="chat" hidden={isHistoryOpen}>
            <Transcript items={items} chatId={status.chatId} run={status.run}>
              <EmptyState />
            </Transcript>
            <Composer
              status={status}
              drafts={drafts}
              handle={composer}
              lastMessage={() => store.state?.items.findLast(item => item.kind === 'user')?.text}
            />
          </main>
          <Announcer said={said} />
        </div>
      </ChatId.Provider>
    </PanelContextProvider.Provider>
  );
}

function useRedraw(store: PanelStore): void {
  const [, setDrawn] = useState(0);
  useEffect(() => {
    let frame: number | undefined;
    const subscription = store.onChange(() => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        setDrawn(count => count + 1);
      });
    });
    return () => {
      subscription.dispose();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [store]);
}

function useAnnouncements(state: PanelState | undefined, say: (text: string) => void): void {
  const before = useRef(state);
  useEffect(() => {
    if (state !== undefined) {
      const said = announcements(before.current, state);
      if (said.length > 0) say(said.join(' '));
    }
    before.current = state;
  }, [state]);
}
