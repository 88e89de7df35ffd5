import { getTaskDetails } from './getTaskDetails.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { Billing, readCost } from './usage.ts';

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
  const task = await getTaskDetails(connection, taskUUID, signal);
  switch (task.kind) {
    case 'answered':
      return { state: 'billed', costUsd: costOf(task.items) };
    case 'ended':
      return { state: 'billed', costUsd: undefined };
    case 'failed':
    case 'running':
    case 'unknown':
      return { state: task.kind };
  }
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
