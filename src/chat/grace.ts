import { untilAborted } from '../base/abort.ts';

const GRACE_MS = 2_000;

/**
 * Settles as `work` does. Once the signal aborts, work that has begun gets `graceMs` to say what
 * came of it (a command that it was ended, an edit that it had landed already); then this rejects
 * with an AbortError.
 */
export async function withinGrace<T>(
  work: Promise<T>,
  signal: AbortSignal,
  graceMs = GRACE_MS,
): Promise<T> {
  const patience = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onStop = (): void => {
    timer = setTimeout(() => {
      patience.abort();
    }, graceMs);
  };
  if (signal.aborted) onStop();
  else signal.addEventListener('abort', onStop, { once: true });
  try {
    return await untilAborted(work, patience.signal);
  } finally {
    signal.removeEventListener('abort', onStop);
    clearTimeout(timer);
  }
}
