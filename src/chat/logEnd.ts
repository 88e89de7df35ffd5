import { addEvent } from './eventList.ts';
import { beginsTurn } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { readInSlices } from './readInSlices.ts';
import type { LogPort, ReadLog } from './sessionLog.ts';

/** A log shorter than this is read as fast as its end, in bytes. */
const LONG = 2_000_000;
/** How much of the end is read first, and at most if no message of a person begins in it, in bytes. */
const END = 256_000;
const MOST = 4_096_000;

/**
 * The end of a long log, from a message of a person on; undefined if the log is not long, or no such
 * message begins near its end.
 */
export async function readEnd(log: LogPort, chatId: string): Promise<ReadLog | undefined> {
  const size = (await log.size(chatId)) ?? 0;
  if (size < LONG) return undefined;
  for (let length = END; length <= MOST; length *= 4) {
    const list: ChatEvent[] = [];
    const read = await readInSlices(log.pieces(chatId, size - length), event => {
      addEvent(list, event);
    });
    const events = fromMessage(list);
    if (events !== undefined) return { ...read, events };
  }
  return undefined;
}

/** What was said from a message on that is still part of the conversation. */
function fromMessage(events: readonly ChatEvent[]): ChatEvent[] | undefined {
  const messages = new Set<string>();
  let start = 0;
  for (const [index, event] of events.entries()) {
    if (event.type === 'userMessage') messages.add(event.id);
    // It went back to before the events that were read: of these nothing is left.
    if (event.type === 'rewound' && !messages.has(event.messageId)) start = index + 1;
  }
  const first = events.findIndex((event, index) => index >= start && beginsTurn(event));
  return first === -1 ? undefined : events.slice(first);
}
