import type { LedgerPort } from '../../src/chat/ledger.ts';

export interface InMemoryLedger extends LedgerPort {
  /** The text of each day; put one in to have a day that was written before. */
  readonly texts: Map<string, string>;
  /** Set to make every append fail. */
  failure: Error | undefined;
}

export function createInMemoryLedger(): InMemoryLedger {
  const texts = new Map<string, string>();
  const port: InMemoryLedger = {
    texts,
    failure: undefined,
    append: (day, line) => {
      if (port.failure !== undefined) return Promise.reject(port.failure);
      texts.set(day, `${texts.get(day) ?? ''}\n${line}`);
      return Promise.resolve();
    },
    read: day => Promise.resolve(texts.get(day) ?? ''),
    days: () => Promise.resolve([...texts.keys()].sort().reverse()),
  };
  return port;
}
