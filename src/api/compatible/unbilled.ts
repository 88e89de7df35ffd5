import { ApiError } from '../apiErrors.ts';
import type { ApiErrorGroup } from '../errorGroups.ts';

/** The service did not begin to work on a request that ended so, before anything of an answer. */
const NOT_BEGUN: ReadonlySet<ApiErrorGroup> = new Set([
  'auth',
  'quota',
  'rateLimit',
  'validation',
  'notFound',
]);

/** True for an error of which it is certain that the request was not and will not be billed. */
export function isUnbilled(error: unknown): error is ApiError & { readonly taskUUID: string } {
  if (!(error instanceof ApiError) || error.taskUUID === undefined) return false;
  return error.unsent || NOT_BEGUN.has(error.group);
}
