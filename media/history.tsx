import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatSummary } from '../src/protocol/viewModel.ts';
import { timeAgo } from './format.ts';
import { usePanel } from './panelContext.ts';

/** The chats of the workspace, newest first as the host lists them; arrow keys move among them. */
export function History(props: {
  readonly currentChatId: string;
  /** One was opened, or the reader wants back. */
  readonly onClose: () => void;
}): VNode {
  const { ask } = usePanel();
  const { currentChatId, onClose } = props;
  const [chats, setChats] = useState<readonly ChatSummary[] | undefined>(undefined);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    void ask('listChats', {}).then(answer => setChats(answer?.chats ?? []));
  }, []);
  useEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, [chats]);

  const open = async (id: string): Promise<void> => {
    const answer = await ask('openChat', { id });
    if (answer !== undefined) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex(button => button === document.activeElement);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, buttons.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: buttons.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };

  return (
    <nav class="history" aria-label={l10n.t('Chats')} onKeyDown={onKeyDown}>
      {chats?.length === 0 && <p class="history-empty">{l10n.t('No chats yet.')}</p>}
      <ul ref={list}>
        {chats?.map(chat => (
          <li key={chat.id}>
            <button
              type="button"
              class="history-chat"
              aria-current={chat.id === currentChatId}
              onClick={() => void open(chat.id)}
            >
              <span class="history-title">{chat.title}</span>{' '}
              <span class="history-time">
                {timeAgo(chat.updatedAt, Date.now(), document.documentElement.lang || 'en')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
