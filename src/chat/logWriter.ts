import { isDelta } from './eventList.ts';
import type { ChatEvent } from './events.ts';
import type { LogPort } from './sessionLog.ts';
import { storedLine } from './storedEvent.ts';

/**
 * Pieces of an answer are gathered this long (ms) or up to this length (UTF-16 code units) into one
 * line: a token of four characters in a line of its own would be a twelfth of what is written.
 */
const GATHER_MS = 150;
const GATHER_LENGTH = 4_096;

export interface LogWriter {
  /**
   * Writes an event behind all earlier ones; resolves once it is in the log. A piece of an answer
   * resolves at once and is written soon, at the latest with the next event.
   * @throws what the port throws, also for a piece that could not be written before
   */
  append(event: ChatEvent): Promise<void>;
  /** The log ends in the middle of a line, as was found just now. */
  beginLine(): void;
  /** Writes what is still gathered. */
  flush(): Promise<void>;
}

export function createLogWriter(options: {
  readonly port: Pick<LogPort, 'append'>;
  readonly chatId: string;
  /** The log ends in the middle of a line. */
  readonly torn: boolean;
  readonly gatherMs?: number;
}): LogWriter {
  const { port, chatId, gatherMs = GATHER_MS } = options;
  let torn = options.torn;
  let gathered: Extract<ChatEvent, { type: 'text' | 'reasoning' }> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastWrite = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;

  const write = (lines: readonly ChatEvent[]): Promise<void> => {
    const text = lines.map(event => `${storedLine(event)}\n`).join('');
    const written = lastWrite.then(async () => {
      const start = torn ? '\n' : '';
      // Until the port says that it is done, half a line may stand there.
      torn = true;
      await port.append(chatId, start + text);
      torn = false;
    });
    // One failed write must not fail those behind it; who waits for this one is told.
    lastWrite = written.catch(() => undefined);
    return written;
  };
  const takeGathered = (): ChatEvent[] => {
    clearTimeout(timer);
    timer = undefined;
    const taken = gathered === undefined ? [] : [gathered];
    gathered = undefined;
    return taken;
  };
  const writeGathered = (): void => {
    const lines = takeGathered();
    if (lines.length === 0) return;
    write(lines).catch((error: unknown) => {
      failure = { error };
    });
  };
  const throwFailure = (): void => {
    if (failure === undefined) return;
    const { error } = failure;
    failure = undefined;
    throw error;
  };

  return {
    append: async event => {
      throwFailure();
      if (!isDelta(event)) {
        await write([...takeGathered(), event]);
        return;
      }
      if (gathered !== undefined && gathered.type !== event.type) writeGathered();
      gathered = { ...event, ...gathered, text: (gathered?.text ?? '') + event.text };
      if (gathered.text.length >= GATHER_LENGTH) writeGathered();
      else timer ??= setTimeout(writeGathered, gatherMs);
    },
    beginLine: () => {
      torn = true;
    },
    flush: async () => {
      writeGathered();
      await lastWrite;
      throwFailure();
    },
  };
}
