import { backoffMs } from '../base/backoff.ts';
import { ApiError } from './apiErrors.ts';

/** Times that a request is sent in all. */
const MAX_SENDS = 4;
/** A service that wants a longer pause than this is told of at once, not waited for unseen. */
const MAX_WAIT_MS = 60_000;

/**
 * How long to wait before a failed request is sent again under a new taskUUID, in ms.
 *
 * Only where nothing can have been billed: the service refused to begin (too many requests,
 * whatever the status), or was never reached. After a 5xx, a timeout or a lost connection the
 * answer may exist and cost; a person decides (spec/runware-api.md, decisions 8 and 9).
 * @param sends how often it was sent so far
 * @param random a number in [0, 1)
 * @returns undefined if it may not be sent again
 */
export function retryDelayMs(error: unknown, sends: number, random: number): number | undefined {
  if (!(error instanceof ApiError) || sends >= MAX_SENDS) return undefined;
  const unbilled = error.group === 'rateLimit' || (error.group === 'network' && error.unsent);
  // A proxy that said no says it again, and some lock an account after a few wrong passwords.
  if (error.group === 'network' && error.status !== undefined && error.status < 500) {
    return undefined;
  }
  if (!unbilled) return undefined;
  return waitable(backoffMs(sends, error.retryAfterMs, random));
}

/** The same for a request that never arrived: at once, unless who answered in between names a time. */
export function resendDelayMs({ retryAfterMs = 0 }: ApiError): number | undefined {
  return waitable(retryAfterMs);
}

function waitable(delayMs: number): number | undefined {
  return delayMs <= MAX_WAIT_MS ? delayMs : undefined;
}
