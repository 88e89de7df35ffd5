import { ApiError } from './apiErrors.ts';
import type { ApiErrorGroup } from './errorGroups.ts';

/** Refusals to begin, whatever status they came with (spec/runware-api.md 1.6 and 1.7). */
const REFUSED: ReadonlySet<ApiErrorGroup> = new Set(['validation', 'auth', 'quota', 'rateLimit']);

/** A task that neither the results nor the archive know; a model that the service does not have. */
const UNKNOWN = /^(task|model)NotFound$/;

/**
 * True for a failure of which it is certain that the service did not and will not bill it, given
 * that nothing of an answer came. After a 5xx, a timeout, a provider's error or a lost connection
 * the answer may exist and cost.
 */
export function isUnbilled(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.unsent || REFUSED.has(error.group) || UNKNOWN.test(error.code ?? '');
}

/**
 * True for a failure after which nobody knows whether the service has the request: the connection
 * broke, or a gateway spoke for the service. An error with a code is the service's own word.
 */
export function isAmbiguous(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || error.unsent || error.code !== undefined) return false;
  return error.group === 'network' || error.group === 'timeout' || error.group === 'serverError';
}

/** True for bytes that are no piece of an answer. */
export function isGarbled(error: unknown): error is ApiError {
  return error instanceof ApiError && error.group === 'protocol';
}
