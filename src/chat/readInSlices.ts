import type { ChatEvent } from './events.ts';
import { createLogReader, type LogPort, type ReadLog } from './sessionLog.ts';
import { addEvent } from './eventList.ts';

/** The longest that reading keeps the event loop, in ms, as far as a single line lets it. */
const SLICE_MS = 8;

/** What came of reading a part of a log. */
export interface ReadPart extends Omit<ReadLog, 'events'> {
  /** Bytes up to and with the last line feed. */
  readonly wholeBytes: number;
  /** All bytes. */
  readonly bytes: number;
}

/** A log that was read, and how long it was. */
export interface ReadLogAndSize extends ReadLog {
  /** In bytes. */
  readonly bytes: number;
}

/**
 * Reads a log of any size without keeping others waiting; undefined if there is none. Of the text
 * itself nothing is kept.
 */
export async function readWhole(log: LogPort, chatId: string): Promise<ReadLogAndSize | undefined> {
  if ((await log.size(chatId)) === undefined) return undefined;
  const events: ChatEvent[] = [];
  const { damagedLines, torn, newer, bytes } = await readInSlices(log.pieces(chatId, 0), event => {
    addEvent(events, event);
  });
  return { events, damagedLines, torn, newer, bytes };
}

/**
 * @param add called with each event, in order
 * @param withEnd false leaves out what stands behind the last line feed: it may still be growing
 */
export async function readInSlices(
  pieces: AsyncIterable<Uint8Array>,
  add: (event: ChatEvent) => void,
  withEnd = true,
): Promise<ReadPart> {
  const reader = createLogReader(add);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  let bytes = 0;
  let wholeBytes = 0;
  let due = performance.now() + SLICE_MS;
  for await (const piece of pieces) {
    const lastLineFeed = piece.lastIndexOf(0x0a);
    if (lastLineFeed !== -1) wholeBytes = bytes + lastLineFeed + 1;
    bytes += piece.length;
    const lines = decoder.decode(piece, { stream: true }).split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      reader.line(line);
      if (performance.now() < due) continue;
      await nextTurn();
      due = performance.now() + SLICE_MS;
    }
  }
  rest += decoder.decode();
  if (withEnd) reader.end(rest);
  const { damagedLines, newer } = reader;
  return { damagedLines, newer, torn: rest !== '', bytes, wholeBytes };
}

/** Lets everything else go first that waits for the event loop. */
function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
