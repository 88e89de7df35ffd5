import * as z from 'zod';
import type { Disposable } from '../base/disposable.ts';
import { parseJson } from '../base/json.ts';
import { addEvent } from './eventList.ts';
import { ChatEvent } from './events.ts';
import { createRepetition } from './repeatedLines.ts';

/** Where chats are kept: an append-only text per chat, one JSON line an event. */
export interface LogPort {
  /**
   * Appends whole lines, each with its line feed; resolves once the operating system has them.
   * Creates the log if there is none. @throws if it cannot be written (disk full, no permission)
   */
  append(chatId: string, lines: string): Promise<void>;
  /** How long a log is, in bytes; undefined if there is none. */
  size(chatId: string): Promise<number | undefined>;
  /**
   * The log from a byte on, piece by piece; a piece is valid until the next one is asked for.
   * @throws if there is no such log
   */
  pieces(chatId: string, from: number): AsyncIterable<Uint8Array>;
  /** The chats that have a log. */
  ids(): Promise<readonly string[]>;
  remove(chatId: string): Promise<void>;
  /** Which window may write. */
  readonly holds: ChatHolds;
  /** Tells when a log may have grown, or who writes to it may have changed. */
  watch(chatId: string, onChange: () => void): Disposable;
}

/** One window at a time writes to a chat (invariant 11): it holds it from its first write on. */
export interface ChatHolds {
  /**
   * Takes the chat for this window, or keeps it; false if another window has it.
   * @param byForce takes it from a living window too, whose next write fails then
   */
  take(chatId: string, byForce?: boolean): Promise<boolean>;
  /** Whether this window has it still. */
  has(chatId: string): Promise<boolean>;
  /** Whether another window has it that is at work, as far as can be told. */
  isElsewhere(chatId: string): Promise<boolean>;
  /** Gives it back at once; does nothing if this window has it not. */
  release(chatId: string): void;
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

/** A log that a chat is opened from. */
export interface OpenedLog extends ReadLog {
  /** How much of it was read, in bytes; all of it if not said. */
  readonly bytes?: number;
  /** Only its end was read so far, so that nothing can be added yet. */
  readonly isEnd?: boolean;
  /** Another window writes to it. */
  readonly isElsewhere?: boolean;
}

/** Of logs that are written now. */
export const SCHEMA = 4;
const Newer = z.object({ type: z.literal('created'), schema: z.number().gt(SCHEMA) });

/** Whether an older Plumb, which would misread what may be added, leaves this chat alone. */
export function hasSchema(events: readonly ChatEvent[]): boolean {
  return events.some(event => event.type === 'created' && event.schema === SCHEMA);
}

/** Takes a log's lines one by one. */
export interface LogReader {
  readonly damagedLines: number;
  readonly newer: boolean;
  /** A line without its line feed. */
  line(text: string): void;
  /** What stands behind the last line feed: the cut may have taken no more than that. */
  end(text: string): void;
}

/** @param add called with each event, in order */
export function createLogReader(add: (event: ChatEvent) => void): LogReader {
  const found = { damagedLines: 0, newer: false };
  const repetition = createRepetition();

  const take = (text: string): boolean => {
    const value = parseJson(text);
    const event = ChatEvent.safeParse(value);
    if (event.success) {
      if (!repetition.holds(event.data, text.length)) add(event.data);
      return true;
    }
    if (!Newer.safeParse(value).success) return false;
    found.newer = true;
    return true;
  };
  /** A line that was written behind one that was cut off, without a line feed between them. */
  const takeBehindCut = (text: string): void => {
    // Within an event's strings quotes are escaped, so this can stand only where an object begins.
    for (let at = text.indexOf(EVENT, 1); at !== -1; at = text.indexOf(EVENT, at + 1)) {
      if (take(text.slice(at))) return;
    }
  };

  return {
    get damagedLines() {
      return found.damagedLines;
    },
    get newer() {
      return found.newer;
    },
    line: text => {
      const whole = withoutForeign(text);
      if (text.trim() === '' || take(whole)) return;
      found.damagedLines += 1;
      takeBehindCut(whole);
    },
    end: text => {
      const whole = withoutForeign(text);
      if (!take(whole)) takeBehindCut(whole);
    },
  };
}

const EVENT = '{"type":"';

/** A byte order mark of a tool that copied the file, and zeros that a power cut left. */
function withoutForeign(line: string): string {
  return line.startsWith('\0') || line.startsWith('\ufeff') || line.endsWith('\0')
    ? line.replaceAll(/^[\0\ufeff]+|\0+$/g, '')
    : line;
}

/** Reads a log back. Any complete line survives, whatever stands before or behind it. */
export function readLog(text: string): ReadLog {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const events: ChatEvent[] = [];
  const reader = createLogReader(event => {
    addEvent(events, event);
  });
  for (const line of lines) reader.line(line);
  reader.end(last);
  const { damagedLines, newer } = reader;
  return { events, damagedLines, torn: last !== '', newer };
}
