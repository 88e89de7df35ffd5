import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeletedChat, HistoryChat } from '../../src/protocol/requests/history.ts';
import { usePanel } from '../panelContext.ts';

/** What was deleted within 30 days, latest first, each with a button that brings it back. */
export function DeletedChats(props: {
  /** The list of those that are there: when it is another one, this is loaded anew. */
  readonly others: readonly HistoryChat[] | undefined;
  readonly onRestored: (id: string) => void;
}): VNode {
  const { ask, announce } = usePanel();
  const { others, onRestored } = props;
  const [isOpen, setOpen] = useState(false);
  const [chats, setChats] = useState<readonly DeletedChat[]>([]);
  const toggle = useRef<HTMLButtonElement>(null);

  const load = async (): Promise<void> => {
    const answer = await ask('listDeleted', {});
    setChats(answer?.chats ?? []);
  };
  useEffect(() => {
    if (isOpen) void load();
  }, [isOpen, others]);
  const restore = async ({ id, title }: DeletedChat): Promise<void> => {
    if ((await ask('restoreChat', { id })) === undefined) return;
    announce(l10n.t('“{0}” is back.', title));
    toggle.current?.focus();
    onRestored(id);
  };

  const locale = document.documentElement.lang || 'en';
  return (
    <section class="history-deleted" aria-label={l10n.t('Recently deleted')}>
      <button
        type="button"
        class="link history-toggle"
        ref={toggle}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {l10n.t('Recently deleted')}
      </button>
      {isOpen && chats.length === 0 && <p class="history-note">{l10n.t('Nothing is here.')}</p>}
      {isOpen && (
        <ul>
          {chats.map(chat => (
            <li key={chat.id} class="history-row">
              <span class="history-title" dir="auto">
                {chat.title}
              </span>
              <span class="history-time">
                {new Date(chat.deletedAt).toLocaleDateString(locale)}
              </span>
              <button
                type="button"
                class="button"
                aria-label={l10n.t('Restore {0}', chat.title)}
                onClick={() => void restore(chat)}
              >
                {l10n.t('Restore')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
