import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { UserItem } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { CopyButton } from './copyButton.tsx';
import { useEditRequests } from './editRequests.ts';
import { IconButton } from './iconButton.tsx';
import { Icon } from './icons.tsx';
import { lazyView } from './lazyView.tsx';
import { useIsReadOnly } from './isReadOnly.ts';
import { MessageImages } from './messageImages.tsx';
import { MoreActions } from './moreActions.tsx';
import { usePanel } from './panelContext.ts';

const EditMessage = lazyView(async () => (await import('./editMessage.tsx')).EditMessage);

export function UserMessage({ item }: { readonly item: UserItem }): VNode {
  const chatId = useChatId();
  const edits = useEditRequests();
  // A branch has messages of the same ids.
  const [editedIn, setEditedIn] = useState(edits.unsent.read(chatId, item.id)?.chatId);
  const isEditing = editedIn === chatId;
  const edit = (): void => setEditedIn(chatId);
  const actions = useRef<HTMLDivElement>(null);
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    const subscription = edits.onAsked(id => {
      if (id === item.id) edit();
    });
    return () => subscription.dispose();
  }, [edits, chatId, item.id]);
  useLayoutEffect(() => {
    if (wasEditing.current && !isEditing) {
      actions.current?.querySelector<HTMLElement>('[data-edit] button')?.focus();
    }
    wasEditing.current = isEditing;
  }, [isEditing]);
  return (
    <div class="user" tabIndex={-1}>
      <h2 class="visually-hidden">{l10n.t('You')}</h2>
      {item.pinned === true && (
        <>
          <Icon name="pin" />
          <span class="visually-hidden">{l10n.t('Pinned')}</span>
        </>
      )}
      {isEditing ? (
        <EditMessage item={item} onCancel={() => setEditedIn(undefined)} />
      ) : (
        <>
          <MessageBody item={item} />
          <div class="message-actions" ref={actions}>
            <Actions item={item} onEdit={edit} />
          </div>
        </>
      )}
    </div>
  );
}

function MessageBody({ item }: { readonly item: UserItem }): VNode {
  const { ask } = usePanel();
  return (
    <>
      <div class="user-text" dir="auto">
        {item.text}
      </div>
      {item.images !== undefined && item.images.length > 0 && (
        <MessageImages images={item.images} />
      )}
      {item.attachments.length > 0 && (
        <ul class="attachments" aria-label={l10n.t('Attachments')}>
          {item.attachments.map(({ label, path, line }) => (
            <li key={label}>
              {path === '' ? (
                <span class="chip chip-still" dir="auto">
                  {label}
                </span>
              ) : (
                <button
                  type="button"
                  class="chip"
                  title={l10n.t('Open {0}', label)}
                  onClick={() => void ask('openFile', { path, line })}
                >
                  <Icon name="file" />
                  <span>{label}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Actions(props: { readonly item: UserItem; readonly onEdit: () => void }): VNode {
  const { item, onEdit } = props;
  const { ask } = usePanel();
  const chatId = useChatId();
  const isReadOnly = useIsReadOnly();
  return (
    <>
      <CopyButton label={l10n.t('Copy')} text={() => item.text} />
      {!isReadOnly && (
        <>
          <span data-edit>
            <IconButton
              icon="edit"
              label={l10n.t('Edit')}
              description={l10n.t('Write this message anew and send it again')}
              onClick={onEdit}
            />
          </span>
          <IconButton
            icon="restore"
            label={l10n.t('Restore checkpoint')}
            description={l10n.t('Go back to before this message: files, chat or both')}
            onClick={() => void ask('restoreCheckpoint', { chatId, messageId: item.id })}
          />
        </>
      )}
      <MoreActions messageId={item.id} pinId={item.id} isPinned={item.pinned === true} />
    </>
  );
}
