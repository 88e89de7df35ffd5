import { Emitter, type Event } from '../../src/base/emitter.ts';
import { toDisposable } from '../../src/base/disposable.ts';
import type { LogPort } from '../../src/chat/sessionLog.ts';
import {
  createInMemoryHolds,
  createInMemoryWindows,
  type InMemoryWindows,
} from './inMemoryHolds.ts';

const HEAD_BYTES = 4_096;
const PIECE_BYTES = 64 * 1_024;

export interface InMemoryLog extends LogPort {
  /** The logs by chat id; put a text in to have a chat that was written before. */
  readonly logs: Map<string, string>;
  /** Who holds which chat. */
  readonly windows: InMemoryWindows;
  /** How many bytes were read to list the chats. */
  readonly listedBytes: number;
  /** Set to make every append fail. */
  failure: Error | undefined;
  readonly onAppend: Event<{ readonly chatId: string; readonly lines: string }>;
}

/** @param now ms since 1970, for when a log was last written */
export function createInMemoryLog(now: () => number = () => 0): InMemoryLog {
  const logs = new Map<string, string>();
  const updated = new Map<string, number>();
  const appended = new Emitter<{ chatId: string; lines: string }>();
  const windows = createInMemoryWindows();
  let listedBytes = 0;

  const log: InMemoryLog = {
    logs,
    windows,
    get listedBytes() {
      return listedBytes;
    },
    failure: undefined,
    onAppend: appended.event,
    append: (chatId, lines) => {
      if (log.failure !== undefined) return Promise.reject(log.failure);
      logs.set(chatId, (logs.get(chatId) ?? '') + lines);
      updated.set(chatId, now());
      appended.fire({ chatId, lines });
      return Promise.resolve();
    },
    size: chatId => {
      const text = logs.get(chatId);
      return Promise.resolve(text === undefined ? undefined : Buffer.byteLength(text));
    },
    pieces: async function* (chatId, from) {
      const bytes = Buffer.from(logs.get(chatId) ?? '').subarray(Math.max(0, from));
      for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
        yield await Promise.resolve(bytes.subarray(start, start + PIECE_BYTES));
      }
    },
    holds: createInMemoryHolds(windows, 'this window'),
    watch: (_chatId, onChange) => {
      const subscriptions = [appended.event(onChange), windows.onChange(onChange)];
      return toDisposable(() => {
        for (const subscription of subscriptions) subscription.dispose();
      });
    },
    list: () =>
      Promise.resolve(
        Array.from(logs, ([chatId, text]) => {
          const head = Buffer.from(text).subarray(0, HEAD_BYTES);
          listedBytes += head.length;
          return { chatId, updatedAt: updated.get(chatId) ?? 0, head: head.toString('utf8') };
        }),
      ),
    remove: chatId => {
      logs.delete(chatId);
      return Promise.resolve();
    },
  };
  return log;
}
