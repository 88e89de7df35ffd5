import { Emitter, type Event } from '../../src/base/emitter.ts';
import type { ChatHolds } from '../../src/chat/sessionLog.ts';

/** Which window holds which chat; put one in to have another window at work. */
export interface InMemoryWindows {
  readonly holder: (chatId: string) => string | undefined;
  set(chatId: string, window: string | undefined): void;
  readonly onChange: Event<undefined>;
}

export function createInMemoryWindows(): InMemoryWindows {
  const holders = new Map<string, string>();
  const changed = new Emitter<undefined>();
  return {
    holder: chatId => holders.get(chatId),
    set: (chatId, window) => {
      if (window === undefined) holders.delete(chatId);
      else holders.set(chatId, window);
      changed.fire(undefined);
    },
    onChange: changed.event,
  };
}

export function createInMemoryHolds(windows: InMemoryWindows, self: string): ChatHolds {
  const { holder } = windows;
  const isElsewhere = (chatId: string): boolean => (holder(chatId) ?? self) !== self;
  return {
    take: (chatId, byForce = false) => {
      if (isElsewhere(chatId) && !byForce) return Promise.resolve(false);
      if (holder(chatId) !== self) windows.set(chatId, self);
      return Promise.resolve(true);
    },
    has: chatId => Promise.resolve(holder(chatId) === self),
    isElsewhere: chatId => Promise.resolve(isElsewhere(chatId)),
    release: chatId => {
      if (holder(chatId) === self) windows.set(chatId, undefined);
    },
  };
}
