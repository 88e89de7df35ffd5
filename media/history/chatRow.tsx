import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { historyNotes } from '../../src/protocol/historyNotes.ts';
import type { HistoryChat } from '../../src/protocol/requests/history.ts';
import { isComposing } from '../composition.ts';
import { timeAgo } from '../format.ts';
import { Icon } from '../icons.tsx';

/** What a row may be asked to do; `row` is what the list keeps about it. */
export interface RowActions {
  readonly open: (chat: HistoryChat) => void;
  readonly rename: (chat: HistoryChat, title: string | undefined) => void;
  readonly pin: (chat: HistoryChat) => void;
  readonly exportChat: (chat: HistoryChat) => void;
  readonly remove: (chat: HistoryChat) => void;
  /** Shows what can be done with a chat, asks for its new title, or neither. */
  readonly show: (id: string, what: RowState) => void;
  readonly focused: (id: string) => void;
}

export type RowState = 'closed' | 'actions' | 'naming';

/** A chat in the list. Of all rows one takes part in the order of Tab; arrow keys reach the others. */
export function ChatRow(props: {
  readonly chat: HistoryChat;
  readonly isCurrent: boolean;
  readonly isTabStop: boolean;
  readonly state: RowState;
  readonly actions: RowActions;
}): VNode {
  const { chat, isCurrent, isTabStop, state, actions } = props;
  const { id, title } = chat;
  const tabIndex = isTabStop ? 0 : -1;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') actions.show(id, 'naming');
    else if (event.key === 'Delete') actions.remove(chat);
    else return;
    event.preventDefault();
  };
  if (state === 'naming') {
    return (
      <li>
        <NameField title={title} onEnd={name => actions.rename(chat, name)} />
      </li>
    );
  }
  return (
    <li>
      <div class="history-row">
        <button
          type="button"
          class="history-chat"
          data-row={id}
          tabIndex={tabIndex}
          aria-current={isCurrent}
          aria-keyshortcuts="F2 Delete"
          onClick={() => actions.open(chat)}
          onFocus={() => actions.focused(id)}
          onKeyDown={onKeyDown}
        >
          <span class="history-title" dir="auto">
            {title}
          </span>{' '}
          <span class="history-time">
            {[...historyNotes(chat), ago(chat.updatedAt)].join(' · ')}
          </span>
        </button>
        <button
          type="button"
          class="icon-button"
          tabIndex={tabIndex}
          aria-label={l10n.t('Actions for {0}', title)}
          title={l10n.t('Actions')}
          aria-expanded={state === 'actions'}
          onClick={() => actions.show(id, state === 'actions' ? 'closed' : 'actions')}
        >
          <Icon name="options" />
        </button>
      </div>
      {state === 'actions' && (
        <div class="history-actions" role="group" aria-label={l10n.t('Actions for {0}', title)}>
          <Action name={l10n.t('Rename')} onClick={() => actions.show(id, 'naming')} />
          <Action
            name={chat.pinned ? l10n.t('Unpin') : l10n.t('Pin')}
            onClick={() => actions.pin(chat)}
          />
          <Action name={l10n.t('Export')} onClick={() => actions.exportChat(chat)} />
          <Action name={l10n.t('Delete')} onClick={() => actions.remove(chat)} />
        </div>
      )}
    </li>
  );
}

function Action(props: { readonly name: string; readonly onClick: () => void }): VNode {
  return (
    <button type="button" class="button" onClick={props.onClick}>
      {props.name}
    </button>
  );
}

/** @param props.onEnd is given the new title, or undefined if the old one stays */
function NameField(props: {
  readonly title: string;
  readonly onEnd: (title: string | undefined) => void;
}): VNode {
  const { title, onEnd } = props;
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useLayoutEffect(() => field.current?.select(), []);
  const end = (name: string | undefined): void => {
    if (isOver.current) return;
    isOver.current = true;
    onEnd(name === undefined || name.trim() === '' || name === title ? undefined : name);
  };
  return (
    <input
      class="history-name"
      ref={field}
      aria-label={l10n.t('New title of {0}', title)}
      dir="auto"
      maxLength={200}
      defaultValue={title}
      onBlur={event => end(event.currentTarget.value)}
      onKeyDown={event => {
        if (isComposing(event)) return;
        if (event.key === 'Enter') end(event.currentTarget.value);
        else if (event.key === 'Escape') end(undefined);
        else return;
        event.preventDefault();
      }}
    />
  );
}

function ago(then: number): string {
  return timeAgo(then, Date.now(), document.documentElement.lang || 'en');
}
