import type { ChatEvent } from './events.ts';

export type QueuedMessage = Extract<ChatEvent, { type: 'messageQueued' }>;

/**
 * The messages that wait, in the order in which they were written. A pure fold over all events:
 * what is taken back of a chat has no bearing on what was not sent yet.
 */
export function waitingOf(events: readonly ChatEvent[]): readonly QueuedMessage[] {
  const waiting = new Map<string, QueuedMessage>();
  const over = new Set<string>();
  for (const event of events) {
    if (event.type === 'messageQueued') {
      if (!over.has(event.id)) waiting.set(event.id, event);
    } else if (event.type === 'userMessage' || event.type === 'queueRemoved') {
      over.add(event.id);
      waiting.delete(event.id);
    }
  }
  return [...waiting.values()];
}
