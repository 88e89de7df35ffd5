import { ApiError } from './apiErrors.ts';
import type { ApiErrorGroup } from './errorGroups.ts';

/** A request that broke before anything came, and that the service never heard of. */
export class NeverArrived extends Error {
  override readonly name = 'NeverArrived';
  /** What was seen of it. */
  readonly failure: ApiError;

  constructor(failure: ApiError) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Refusals to begin, whatever status they came with (spec/runware-api.md 1.6 and 1.7). */
const REFUSED: ReadonlySet<ApiErrorGroup> = new Set([
  'validation',
  'auth',
  'quota',
  'rateLimit',
  'notFound',
]);

/** The service had the task, so it may have begun. */
const WAS_THERE = /^task(Expired|Cancelled|FailedOrNotFound)$/;

/**
 * True for a failure of which it is certain that the service did not and will not bill it, given
 * that nothing of an answer came. After a 5xx, a timeout, a provider's error or a lost connection
 * the answer may exist and cost.
 */
export function isUnbilled(error: unknown): boolean {
  if (error instanceof NeverArrived) return true;
  if (!(error instanceof ApiError)) return false;
  return error.unsent || (REFUSED.has(error.group) && !WAS_THERE.test(error.code ?? ''));
}

/**
 * True for a failure after which nobody knows whether the service has the request, or how its answer
 * goes on: the connection broke, or a gateway spoke for the service. An error with a code is the
 * service's own word.
 */
export function isAmbiguous(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || error.unsent || error.code !== undefined) return false;
  return error.group === 'network' || error.group === 'timeout' || error.group === 'serverError';
}

/** True for bytes that are no piece of an answer. */
export function isGarbled(error: unknown): error is ApiError {
  return error instanceof ApiError && error.group === 'protocol';
}
