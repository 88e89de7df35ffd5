import type { ChatHolds } from '../../chat/sessionLog.ts';

/** As much of a browser's `LockManager` as is used; of all windows that share the extension's origin. */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly steal?: boolean },
    whileHeld: (lock: object | null) => Promise<void> | undefined,
  ): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

interface Held {
  /** Gives it back. */
  readonly release: () => void;
}

/**
 * As `createChatHolds.ts`, by the browser's own locks: it takes them back itself from a window that
 * is gone, so nothing goes stale.
 * @param folder makes the names those of this storage
 */
export function createChatHolds(folder: string, locks: Locks = browserLocks()): ChatHolds {
  const held = new Map<string, Held>();
  const nameOf = (chatId: string): string => `plumb:${folder}:${chatId}`;

  const request = (chatId: string, how: 'ifAvailable' | 'steal'): Promise<boolean> =>
    new Promise((resolve, reject) => {
      let own: Held | undefined;
      const whileHeld = (lock: object | null): Promise<void> | undefined => {
        if (lock === null) {
          resolve(false);
          return undefined;
        }
        return new Promise(release => {
          own = { release };
          held.set(chatId, own);
          resolve(true);
        });
      };
      locks.request(nameOf(chatId), { [how]: true }, whileHeld).catch((error: unknown) => {
        // Another window took it over.
        if (own === undefined) reject(error instanceof Error ? error : new Error(String(error)));
        else if (held.get(chatId) === own) held.delete(chatId);
      });
    });

  return {
    take: async (chatId, byForce = false) => {
      if (held.has(chatId)) return true;
      return request(chatId, byForce ? 'steal' : 'ifAvailable');
    },
    has: chatId => Promise.resolve(held.has(chatId)),
    isElsewhere: async chatId => {
      if (held.has(chatId)) return false;
      const { held: all = [] } = await locks.query();
      return all.some(({ name }) => name === nameOf(chatId));
    },
    release: chatId => {
      held.get(chatId)?.release();
      held.delete(chatId);
    },
  };
}

/** @throws Error if the page is none that a browser trusts, where there are none */
function browserLocks(): Locks {
  const locks: unknown = 'locks' in globalThis.navigator ? globalThis.navigator.locks : undefined;
  if (isLocks(locks)) return locks;
  throw new Error('This browser has no locks: chats are kept from others by them (Web Locks API)');
}

function isLocks(value: unknown): value is Locks {
  return typeof value === 'object' && value !== null && 'request' in value && 'query' in value;
}
