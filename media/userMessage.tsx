import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { UserItem } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { CopyButton } from './copyButton.tsx';
import { IconButton } from './iconButton.tsx';
import { Icon } from './icons.tsx';
import { MessageImages } from './messageImages.tsx';
import { usePanel } from './panelContext.ts';

export function UserMessage({ item }: { readonly item: UserItem }): VNode {
  const { ask } = usePanel();
  const chatId = useChatId();
  return (
    <div class="user">
      <h2 class="visually-hidden">{l10n.t('You')}</h2>
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
      <div class="message-actions">
        <CopyButton label={l10n.t('Copy')} text={() => item.text} />
        <IconButton
          icon="restore"
          label={l10n.t('Restore checkpoint')}
          description={l10n.t('Go back to before this message: files, chat or both')}
          onClick={() => void ask('restoreCheckpoint', { chatId, messageId: item.id })}
        />
      </div>
    </div>
  );
}
