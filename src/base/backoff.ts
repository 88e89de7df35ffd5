const BASE_MS = 1_000;
const CAP_MS = 30_000;
const JITTER = 0.3;

/**
 * How long to wait before try `attempt` (1 = the first retry), in ms. A Retry-After that the
 * service gave wins; else 1 s doubling to 30 s, with up to 30 % on top (spec/runware-api.md 1.7).
 * @param random a number in [0, 1)
 */
export function backoffMs(
  attempt: number,
  retryAfterMs: number | undefined,
  random: number,
): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  return Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1)) * (1 + JITTER * random);
}

/**
 * Reads a Retry-After header: seconds or an HTTP date.
 * @returns ms from `now`, or undefined if it says nothing usable
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1_000 : undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
