import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { PanelState } from '../src/protocol/viewModel.ts';
import { Banners, Problem } from './banners.tsx';
import { ChatId } from './chatId.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { isComposing } from './composition.ts';
import type { DraftStore } from './draft.ts';
import { EmptyState } from './emptyState.tsx';
import { History } from './history.tsx';
import type { PanelStore } from './panelStore.ts';
import { TitleBar } from './titleBar.tsx';
import { Transcript } from './transcript.tsx';

/** A chat with what stands around it. While text arrives only the transcript is drawn anew. */
export function Chat(props: {
  readonly state: PanelState;
  readonly problem: string | undefined;
  readonly store: PanelStore;
  readonly drafts: DraftStore;
  readonly composer: RefObject<ComposerHandle | null>;
  readonly isHistoryOpen: boolean;
  readonly showHistory: (isOpen: boolean) => void;
}): VNode {
  const { problem, store, drafts, composer, isHistoryOpen, showHistory } = props;
  const { status, items } = props.state;
  const historyButton = useRef<HTMLButtonElement>(null);

  const closeHistory = (): void => {
    showHistory(false);
    historyButton.current?.focus();
  };
  const newChat = async (): Promise<void> => {
    showHistory(false);
    await store.ask('newChat', {});
    composer.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (isHistoryOpen) closeHistory();
    else if (status.run.state === 'running') void store.ask('stop', {});
  };

  const header = useMemo(
    () => (
      <header>
        <TitleBar
          title={isHistoryOpen ? l10n.t('Chats') : status.title}
          isHistoryOpen={isHistoryOpen}
          historyButton={historyButton}
          onNewChat={() => void newChat()}
          onHistory={() => showHistory(!isHistoryOpen)}
        />
        <Banners status={status} />
      </header>
    ),
    [status, isHistoryOpen],
  );
  const writing = useMemo(
    () => (
      <Composer
        status={status}
        drafts={drafts}
        handle={composer}
        lastMessage={() => store.state?.items.findLast(item => item.kind === 'user')?.text}
      />
    ),
    [status],
  );

  return (
    <ChatId.Provider value={status.chatId}>
      <div class="panel" onKeyDown={onKeyDown}>
        {header}
        {problem !== undefined && (
          <Problem message={problem} onDismiss={() => store.dismissProblem()} />
        )}
        {isHistoryOpen && <History currentChatId={status.chatId} onClose={closeHistory} />}
        <main class="chat" hidden={isHistoryOpen}>
          <Transcript items={items} chatId={status.chatId} run={status.run}>
            <EmptyState />
          </Transcript>
          {writing}
        </main>
      </div>
    </ChatId.Provider>
  );
}
