import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../base/json.ts';
import { ApiError } from './apiErrors.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { Billing, readCost } from './usage.ts';
import { sendTask } from './utilityTask.ts';

/** What the service's archive says of a task. Failed tasks are not charged. */
export type TaskCost =
  /** USD for all its results; undefined if the archive does not say what each of them cost. */
  | { readonly state: 'billed'; readonly costUsd: number | undefined }
  | { readonly state: 'running' }
  | { readonly state: 'failed' }
  /** The service never had it, or has it no longer. */
  | { readonly state: 'unknown' };

/**
 * Asks what became of a task that was sent before; costs nothing (spec/runware-api.md 6).
 * @param taskUUID of the task that is asked about
 * @throws ApiError if the question was not answered; the signal's reason
 */
export async function lookUpCost(
  connection: ServiceConnection,
  taskUUID: string,
  signal: AbortSignal,
): Promise<TaskCost> {
  try {
    const [details] = await sendTask(connection, { taskType: 'getTaskDetails', taskUUID }, signal);
    return readDetails(details?.['response']);
  } catch (error) {
    if (error instanceof ApiError && UNKNOWN_TASK.test(error.code ?? '')) {
      return { state: 'unknown' };
    }
    throw error;
  }
}

const UNKNOWN_TASK = /^task(NotFound|Expired|FailedOrNotFound)$/;

function readDetails(response: JsonValue | undefined): TaskCost {
  if (isNothing(response)) return { state: 'running' };
  if (!isJsonObject(response)) return { state: 'billed', costUsd: undefined };
  // Some entries of the archive keep the provider's answer one level deeper.
  const inner = response['response'];
  const { data, errors, error } = isJsonObject(inner) ? inner : response;
  const results = Array.isArray(data) ? data : isNothing(data) ? [] : [data];
  if (results.length > 0) return { state: 'billed', costUsd: costOf(results) };
  return isNothing(errors) && isNothing(error)
    ? { state: 'billed', costUsd: undefined }
    : { state: 'failed' };
}

/** The sum, only if every result says its part: a sum with gaps would look like the bill. */
function costOf(results: readonly unknown[]): number | undefined {
  const costs = results.map(result => {
    const billing = Billing.safeParse(result);
    return billing.success ? readCost(billing.data) : undefined;
  });
  const known = costs.filter(cost => cost !== undefined);
  if (known.length < costs.length) return undefined;
  return round(known.reduce((sum, cost) => sum + cost, 0));
}

/** Cuts the noise of binary fractions, far below the smallest price there is. */
function round(usd: number): number {
  return Math.round(usd * 1e12) / 1e12;
}

const Nothing = z.union([z.undefined(), z.null(), z.literal(''), z.array(z.unknown()).max(0)]);

/** Backends write an object without fields as `[]` at times. */
function isNothing(value: unknown): boolean {
  return Nothing.safeParse(value).success;
}
