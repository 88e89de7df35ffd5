import * as l10n from '@vscode/l10n';
import { CHAT_ACTIONS } from '../../base/errors.ts';
import type { ChatEvent } from '../../chat/events.ts';
import type { ChatItem } from '../../protocol/viewModel.ts';
import type { ChatPatch } from './chatPatch.ts';

/**
 * Says below a message that took another one's place how many later ones went with that, and leads
 * to them; nothing if there were none.
 * @param items of the chat, before they go
 */
export function replacedNotice(
  { id, replaces }: Extract<ChatEvent, { type: 'userMessage' }>,
  items: readonly ChatItem[],
): ChatPatch[] {
  const place = items.findLastIndex(item => item.kind === 'user' && item.id === replaces);
  if (place < 0) return [];
  const later = items.slice(place + 1).filter(({ kind }) => kind === 'user').length;
  if (later === 0) return [];
  const item: ChatItem = {
    kind: 'notice',
    id: `replaced:${id}`,
    severity: 'info',
    message:
      later === 1
        ? l10n.t('The message after the earlier version is no longer part of this chat.')
        : l10n.t(
            'The {0} messages after the earlier version are no longer part of this chat.',
            later,
          ),
    actions: [{ label: l10n.t('Open as it was'), command: CHAT_ACTIONS.openReplaced, args: [id] }],
  };
  return [{ op: 'add', item }];
}
