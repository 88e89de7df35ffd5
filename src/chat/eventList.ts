import { growText } from '../base/growText.ts';
import type { ChatEvent } from './events.ts';

/**
 * Adds an event to a chat's list. Pieces of one run of text (or of thinking) become one event, so
 * that a list has the same shape whether it was gathered live, piece by piece, or read from a log.
 */
export function addEvent(events: ChatEvent[], event: ChatEvent): void {
  const last = events.at(-1);
  if (last !== undefined && isDelta(last) && isDelta(event) && last.type === event.type) {
    events[events.length - 1] = { ...last, text: growText(last.text, event.text) };
  } else {
    events.push(event);
  }
}

/** True for the pieces of an answer that arrive many times a second. */
export function isDelta(
  event: ChatEvent,
): event is Extract<ChatEvent, { type: 'reasoning' | 'text' }> {
  return event.type === 'text' || event.type === 'reasoning';
}
