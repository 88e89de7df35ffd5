import * as l10n from '@vscode/l10n';
import type { ChatEvent } from '../chat/events.ts';
import { joinedAnswers } from '../chat/joinedAnswers.ts';
import type { Session } from '../chat/session.ts';

export type TurnEnd = Extract<ChatEvent, { type: 'turnEnded' }>;

/** How the last turn of a chat went, for those that asked in it on a person's behalf. */
export type LastAnswer =
  | { readonly state: 'done'; readonly text: string }
  | { readonly state: 'stopped' }
  /** `message` says why, for people. */
  | { readonly state: 'failed'; readonly message: string };

/** To be asked once the session is idle. */
export function lastAnswer({ events }: Session): LastAnswer {
  const ended = events.findLast(event => event.type === 'turnEnded');
  const text = joinedAnswers(events).findLast(event => event.type === 'text');
  if (ended?.reason === 'stopped') return { state: 'stopped' };
  if (ended?.reason === 'done' && text !== undefined) return { state: 'done', text: text.text };
  return { state: 'failed', message: whyEnded(ended) };
}

/** Why a turn did not end well, for people. */
export function whyEnded(ended: TurnEnd | undefined): string {
  return ended?.error?.message ?? l10n.t('The answer broke off.');
}
