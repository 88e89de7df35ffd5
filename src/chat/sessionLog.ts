import { z } from 'zod';
import { parseJson } from '../base/json.ts';
import { addEvent } from './eventList.ts';
import { ChatEvent } from './events.ts';

/** Where chats are kept: an append-only text per chat, one JSON line an event. */
export interface LogPort {
  /**
   * Appends whole lines, each with its line feed; resolves once the operating system has them.
   * Creates the log if there is none. @throws if it cannot be written (disk full, no permission)
   */
  append(chatId: string, lines: string): Promise<void>;
  /** The whole log, decoded as UTF-8 with broken bytes replaced; undefined if there is none. */
  read(chatId: string): Promise<string | undefined>;
  /** Every log, read no further than its head. */
  list(): Promise<readonly LogHead[]>;
  remove(chatId: string): Promise<void>;
}

export interface LogHead {
  readonly chatId: string;
  /** When it was last appended to, in ms since 1970. */
  readonly updatedAt: number;
  /** Its first 4,096 bytes, or all of it. */
  readonly head: string;
}

/** A log as far as it could be read. */
export interface ReadLog {
  readonly events: ChatEvent[];
  /** Lines in the middle that were no event and are skipped (R47). */
  readonly damagedLines: number;
  /** True if the last line was cut off in writing; the next append has to begin a new one. */
  readonly torn: boolean;
  /** True if a newer Plumb wrote it: it is shown as far as it is understood, and never written to. */
  readonly newer: boolean;
}

/** Of logs that are written now. */
export const SCHEMA = 4;
const Newer = z.object({ type: z.literal('created'), schema: z.number().gt(SCHEMA) });

/** Whether an older Plumb, which would misread what may be added, leaves this chat alone. */
export function hasSchema(events: readonly ChatEvent[]): boolean {
  return events.some(event => event.type === 'created' && event.schema === SCHEMA);
}

/** Reads a log back. Any complete line survives, whatever stands before or behind it. */
export function readLog(text: string): ReadLog {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const events: ChatEvent[] = [];
  let damagedLines = 0;
  let newer = false;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    const event = ChatEvent.safeParse(value);
    if (event.success) addEvent(events, event.data);
    else if (Newer.safeParse(value).success) newer = true;
    else damagedLines += 1;
  }
  // The cut may have taken no more than the line feed.
  const end = ChatEvent.safeParse(parseJson(last));
  if (end.success) addEvent(events, end.data);
  return { events, damagedLines, torn: last !== '', newer };
}
