import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import type { ChatEvent } from './events.ts';

/**
 * The events that are still part of the conversation. A `rewound` takes out its user message and
 * all that came after it, itself included; so does a message that replaces another one. A
 * `messageDeleted` takes out its message up to the next one, unless it was restored since. What all
 * these cost stays spent, so money is counted over all events (`spending.ts`). A message whose line
 * was damaged cannot be gone back to; all stays.
 * @returns the very same list if nothing was taken out
 */
export function conversationOf(events: readonly ChatEvent[]): readonly ChatEvent[] {
  if (!events.some(takesOut)) return events;
  const deleted = deletedMessages(events);
  const kept: ChatEvent[] = [];
  const cutFrom = (messageId: string): void => {
    const from = placeOf(kept, messageId);
    if (from >= 0) kept.push(...kept.splice(from).filter(isAboutAll));
  };
  for (const event of events) {
    if (event.type === 'rewound') {
      cutFrom(event.messageId);
    } else if (event.type === 'messageDeleted') {
      if (deleted.has(event.messageId)) takeOut(kept, event.messageId);
    } else if (event.type !== 'messageRestored') {
      if (event.type === 'userMessage' && event.replaces !== undefined) cutFrom(event.replaces);
      kept.push(event);
    }
  }
  return kept;
}

/** Where a user message stands in a list of events; -1 if it does not. */
export function placeOf(events: readonly ChatEvent[], messageId: string): number {
  return events.findLastIndex(event => event.type === 'userMessage' && event.id === messageId);
}

/** True for what a person said; a message that only asks to go on belongs to the one before it. */
export function beginsTurn(event: ChatEvent): event is Extract<ChatEvent, { type: 'userMessage' }> {
  return event.type === 'userMessage' && event.continues !== true;
}

/** Ids of the user messages that are deleted now. */
export function deletedMessages(events: readonly ChatEvent[]): ReadonlySet<string> {
  const deleted = new Set<string>();
  for (const event of events) {
    if (event.type === 'messageDeleted') deleted.add(event.messageId);
    else if (event.type === 'messageRestored') deleted.delete(event.messageId);
  }
  return deleted;
}

/** A summary stands for what is before it, so it outlives the turn that it was made in. */
function takeOut(kept: ChatEvent[], messageId: string): void {
  const from = placeOf(kept, messageId);
  if (from < 0) return;
  const next = kept.findIndex((event, index) => index > from && beginsTurn(event));
  const end = next < 0 ? kept.length : next;
  const outlives = kept
    .slice(from, end)
    .filter(event => event.type === 'summarised' || isAboutAll(event));
  kept.splice(from, end - from, ...outlives);
}

/** Events that do not concern what was said around them, so they stay when that goes. */
function isAboutAll({ type }: ChatEvent): boolean {
  return type === 'pinned' || type === 'branched';
}

function takesOut(event: ChatEvent): boolean {
  return (
    event.type === 'rewound' ||
    event.type === 'messageDeleted' ||
    (event.type === 'userMessage' && event.replaces !== undefined)
  );
}

/** Why nothing can be done with a message that is not, or not any more, part of the conversation. */
export function notInChat(): PlumbError {
  return new PlumbError(l10n.t('This message is no longer part of the chat.'));
}
