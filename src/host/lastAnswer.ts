import type { Session } from '../chat/session.ts';

/** How the last turn of a chat went, for those that asked in it on a person's behalf. */
export type LastAnswer =
  | { readonly state: 'done'; readonly text: string }
  | { readonly state: 'stopped' }
  /** `message` says why, for people, if that is known. */
  | { readonly state: 'failed'; readonly message?: string };

/** To be asked once the session is idle. */
export function lastAnswer({ events }: Session): LastAnswer {
  const ended = events.findLast(event => event.type === 'turnEnded');
  const text = events.findLast(event => event.type === 'text');
  if (ended?.reason === 'stopped') return { state: 'stopped' };
  if (ended?.reason === 'done' && text !== undefined) return { state: 'done', text: text.text };
  return ended?.error === undefined
    ? { state: 'failed' }
    : { state: 'failed', message: ended.error.message };
}
