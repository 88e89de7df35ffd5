import type { ChatEvent } from './events.ts';

/** Tells lines that a log holds again, as a tool leaves them that put two copies of a file together. */
export interface Repetition {
  /** Whether the event was there before. @param length of its line, in UTF-16 code units */
  holds(event: ChatEvent, length: number): boolean;
}

/**
 * What has an id is repeated if it comes again in the same ms and length. Pieces of an answer and
 * what has no id may be alike for good reason; they are repeated only among others that are.
 */
export function createRepetition(): Repetition {
  const seen = new Set<string>();
  let repeating = false;

  return {
    holds: (event, length) => {
      const id = idOf(event);
      const at = 'at' in event ? event.at : 0;
      const key = `${event.type} ${id ?? ''} ${at} ${length}`;
      const isKnown = seen.has(key);
      seen.add(key);
      // One piece that comes again says nothing of those that follow it.
      if (id !== undefined) repeating = isKnown;
      return repeating && isKnown;
    },
  };
}

function idOf(event: ChatEvent): string | undefined {
  if (event.type === 'userMessage') return event.id;
  if ('callId' in event) return event.callId;
  if (event.type === 'requestResumed' || event.type === 'sourcesFound') return undefined;
  return 'taskUUID' in event ? event.taskUUID : undefined;
}
