import { askService } from './askService.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { readTaskStates, type TaskState } from './taskStates.ts';

/**
 * Asks in one request what became of tasks; costs nothing (spec/runware-api.md 6).
 * @returns a state for each task that the reply names
 * @throws ApiError if the question was not answered; the signal's reason
 */
export async function getResponse(
  connection: ServiceConnection,
  taskUUIDs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TaskState>> {
  const tasks = taskUUIDs.map(taskUUID => ({ taskType: 'getResponse', taskUUID }));
  const reply = await askService(connection, tasks, signal);
  const { states, refusal } = readTaskStates(reply, taskUUIDs, reply.http.status);
  if (states.size > 0 || refusal === undefined) return states;
  const [only] = taskUUIDs.length === 1 ? taskUUIDs : [];
  throw reply.faultsOf(only).refused(refusal, reply.http);
}
