import { setImmediate } from 'node:timers/promises';

/** Ms that work may hold the thread before others get their turn. */
const SLICE_MS = 6;

/** Gives way to others once the work since the last time has taken its slice. */
export function createGivingWay(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < SLICE_MS) return;
    await setImmediate();
    since = now();
  };
}
