import * as l10n from '@vscode/l10n';
import { CHAT_ACTIONS } from '../../base/errors.ts';
import type { ChatItem, NoticeItem } from '../../protocol/viewModel.ts';
import type { ChatPatch, Shown } from './chatPatch.ts';

/** Shows a notice in the place of a deleted message and its answer, which puts them back. */
export interface DeletedTurns {
  deleted(messageId: string): ChatPatch[];
  restored(messageId: string): ChatPatch[];
}

export function createDeletedTurns(shown: Shown): DeletedTurns {
  /** By the id of the message, which its notice has too. */
  const taken = new Map<string, readonly ChatItem[]>();

  const isStart = (item: ChatItem): boolean => item.kind === 'user' || taken.has(item.id);
  return {
    deleted: messageId => {
      const { items } = shown;
      const from = items.findLastIndex(({ id, kind }) => id === messageId && kind === 'user');
      if (from < 0) return [];
      const next = items.findIndex((item, index) => index > from && isStart(item));
      const turn = items.slice(from, next < 0 ? items.length : next);
      // A summary stands for what is before it too.
      const gone = turn.filter(({ kind }) => kind !== 'summary');
      taken.set(messageId, gone);
      return [
        { op: 'replace', item: noticeOf(messageId) },
        ...gone.slice(1).map(({ id }): ChatPatch => ({ op: 'remove', id })),
      ];
    },
    restored: messageId => {
      const gone = taken.get(messageId);
      taken.delete(messageId);
      const at = shown.items.findLastIndex(({ id }) => id === messageId);
      if (gone === undefined || at < 0) return [];
      return [
        { op: 'truncate', id: messageId },
        ...[...gone, ...shown.items.slice(at + 1)].map((item): ChatPatch => ({ op: 'add', item })),
      ];
    },
  };
}

function noticeOf(messageId: string): NoticeItem {
  return {
    kind: 'notice',
    id: messageId,
    severity: 'info',
    message: l10n.t('A message and its answer were deleted.'),
    actions: [{ label: l10n.t('Undo'), command: CHAT_ACTIONS.restoreMessage, args: [messageId] }],
  };
}
