import type { ChatEvent } from './events.ts';

/**
 * The events that are still part of the conversation: a `rewound` takes out its user message and
 * all that came after it, itself included. What those cost stays spent, so money is counted over
 * all events (`spending.ts`). A message whose line was damaged cannot be gone back to; all stays.
 * @returns the very same list if nothing was taken back
 */
export function conversationOf(events: readonly ChatEvent[]): readonly ChatEvent[] {
  if (!events.some(event => event.type === 'rewound')) return events;
  const kept: ChatEvent[] = [];
  for (const event of events) {
    if (event.type !== 'rewound') {
      kept.push(event);
      continue;
    }
    const from = placeOf(kept, event.messageId);
    if (from >= 0) kept.length = from;
  }
  return kept;
}

/** Where a user message stands in a list of events; -1 if it does not. */
export function placeOf(events: readonly ChatEvent[], messageId: string): number {
  return events.findLastIndex(event => event.type === 'userMessage' && event.id === messageId);
}
