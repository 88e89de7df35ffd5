import type { RecordOwner } from './journalRecord.ts';

/** How often the owner of an open record says that it is at work, in ms. */
export const SIGN_OF_LIFE_MS = 5_000;
/** After this without a sign of life its owner is gone, in ms. */
const SILENCE_MS = 60_000;

/** Who writes records in this run of Plumb. */
export function thisOwner(): RecordOwner {
  return { host: 'browser', pid: 0, run: globalThis.crypto.randomUUID() };
}

/** As `recordOwner.ts`; a web worker has no process of its own. */
export function withStart(owner: RecordOwner): Promise<RecordOwner> {
  return Promise.resolve(owner);
}

/** As `recordOwner.ts`; nobody tells a web worker which others live, so silence alone counts. */
export function mayBeAtWork(
  owner: RecordOwner,
  self: RecordOwner,
  silentMs: number,
): Promise<boolean> {
  return Promise.resolve(owner.run === self.run || silentMs <= SILENCE_MS);
}
