import * as l10n from '@vscode/l10n';
import type { HistoryChat } from '../../src/protocol/requests/history.ts';

/** Chats that stand under one heading. */
export interface ChatGroup {
  readonly name: string;
  readonly chats: readonly HistoryChat[];
}

/**
 * Deals chats out to headings by the day of their last change in local time; pinned ones come first.
 * @param chats newest first
 * @param now ms since 1970
 */
export function groupChats(
  chats: readonly HistoryChat[],
  now: number,
  locale: string,
): readonly ChatGroup[] {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  const groups = new Map<string, HistoryChat[]>();
  const add = (name: string, chat: HistoryChat): void => {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [chat]);
    else group.push(chat);
  };
  for (const chat of chats) if (chat.pinned) add(l10n.t('Pinned'), chat);
  for (const chat of chats) {
    if (chat.pinned) continue;
    const days = daysBetween(chat.updatedAt, now);
    if (days <= 0) add(l10n.t('Today'), chat);
    else if (days === 1) add(l10n.t('Yesterday'), chat);
    else if (days < 7) add(l10n.t('Last 7 days'), chat);
    else add(month.format(chat.updatedAt), chat);
  }
  return Array.from(groups, ([name, members]) => ({ name, chats: members }));
}

/** Those whose title holds each word of the query, whatever its case. */
export function withTitle(chats: readonly HistoryChat[], query: string): readonly HistoryChat[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  if (words.length === 0) return chats;
  return chats.filter(({ title }) => {
    const name = title.toLowerCase();
    return words.every(word => name.includes(word));
  });
}

/** Midnights between two times; a day may have 23 or 25 hours. */
function daysBetween(then: number, now: number): number {
  return Math.round((midnight(now) - midnight(then)) / 86_400_000);
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
