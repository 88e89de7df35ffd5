import { Emitter, type Event } from '../../src/base/emitter.ts';
import { toDisposable } from '../../src/base/disposable.ts';
import type { LogPort } from '../../src/chat/sessionLog.ts';
import {
  createInMemoryHolds,
  createInMemoryWindows,
  type InMemoryWindows,
} from './inMemoryHolds.ts';

const PIECE_BYTES = 64 * 1_024;

export interface InMemoryLog extends LogPort {
  /** The logs by chat id; put a text in to have a chat that was written before. */
  readonly logs: Map<string, string>;
  /** Who holds which chat. */
  readonly windows: InMemoryWindows;
  /** Set to make every append fail. */
  failure: Error | undefined;
  readonly onAppend: Event<{ readonly chatId: string; readonly lines: string }>;
}

export function createInMemoryLog(): InMemoryLog {
  const logs = new Map<string, string>();
  const appended = new Emitter<{ chatId: string; lines: string }>();
  const windows = createInMemoryWindows();

  const log: InMemoryLog = {
    logs,
    windows,
    failure: undefined,
    onAppend: appended.event,
    append: (chatId, lines) => {
      if (log.failure !== undefined) return Promise.reject(log.failure);
      logs.set(chatId, (logs.get(chatId) ?? '') + lines);
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
    ids: () => Promise.resolve([...logs.keys()]),
    remove: chatId => {
      logs.delete(chatId);
      return Promise.resolve();
    },
  };
  return log;
}
