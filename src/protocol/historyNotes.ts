import * as l10n from '@vscode/l10n';
import type { HistoryChat } from './requests/history.ts';

/** What a list of chats says of one beside its title and time. In words: no colour says it alone. */
export function historyNotes({ state, problem }: Pick<HistoryChat, 'state' | 'problem'>): string[] {
  return [
    ...(state === 'running' ? [l10n.t('Working')] : []),
    ...(state === 'waiting' ? [l10n.t('Waits for you')] : []),
    ...(state === 'interrupted' ? [l10n.t('Interrupted')] : []),
    ...(problem === 'unreadable' ? [l10n.t('Cannot be read')] : []),
    ...(problem === 'newer' ? [l10n.t('From a newer Plumb')] : []),
  ];
}
