import { untilAborted } from '../base/abort.ts';
import type { JsonObject } from '../base/json.ts';
import type { ApiError } from './apiErrors.ts';
import { requireKey } from './apiKey.ts';
import { receivedJson } from './receivedJson.ts';
import { createRequestFaults, type RequestFaults } from './requestFaults.ts';
import { openTransport, type ServiceConnection } from './serviceConnection.ts';
import { idOf, readTaskAnswers, type TaskAnswers } from './taskAnswers.ts';
import { exchange, ofTasks, succeeded, type Received } from './transport.ts';

/** A task that asks something of the service and generates nothing (spec/runware-api.md 1.8). */
export type UtilityTask = JsonObject & { readonly taskType: string; readonly taskUUID: string };

/** What came of one task: items, an error, or both where only a part of it failed. */
export interface TaskAnswer {
  readonly items: readonly JsonObject[];
  readonly error: ApiError | undefined;
}

/**
 * Sends one task.
 * @returns its items, at least one
 * @throws ApiError if it was refused or not answered; PlumbError if the key must not be sent to
 * the service's address; the signal's reason
 */
export async function sendTask(
  connection: ServiceConnection,
  task: UtilityTask,
  signal: AbortSignal,
): Promise<readonly JsonObject[]> {
  const [answer] = await sendTasks(connection, [task], signal);
  if (answer?.error !== undefined && answer.items.length === 0) throw answer.error;
  return answer?.items ?? [];
}

/**
 * Sends several tasks in one request.
 * @returns an answer for each task, in the order of the tasks
 * @throws ApiError if nothing came that could be an answer, PlumbError and the signal's reason as
 * `sendTask`
 */
export async function sendTasks(
  connection: ServiceConnection,
  tasks: readonly UtilityTask[],
  signal: AbortSignal,
): Promise<readonly TaskAnswer[]> {
  const [first] = tasks;
  if (first === undefined) return [];
  const transport = openTransport(connection);
  const { endpoint } = transport;
  const key = requireKey(await untilAborted(connection.key(), signal), endpoint.host);
  const faultsOf = (taskUUID: string): RequestFaults =>
    createRequestFaults({ host: endpoint.host, taskUUID, key });
  const faults = faultsOf(first.taskUUID);
  const received = await exchange(transport, {
    url: endpoint,
    key,
    ...ofTasks(tasks),
    faults,
    signal,
  });
  const answers = readTaskAnswers(await receivedJson(received, faults));
  if (answers === undefined && succeeded(received.status)) {
    throw faults.notAnAnswer('the answer is no envelope');
  }
  const known = answers ?? { items: [], errors: [] };
  return tasks.map(task => answerTo(task, tasks.length === 1, known, received, faultsOf));
}

function answerTo(
  task: UtilityTask,
  alone: boolean,
  { items, errors }: TaskAnswers,
  received: Received,
  faultsOf: (taskUUID: string) => RequestFaults,
): TaskAnswer {
  const id = task.taskUUID.toLowerCase();
  const faults = faultsOf(task.taskUUID);
  const own = items.filter(item => {
    const named = idOf(item);
    return named === undefined ? alone : named === id;
  });
  const about = errors.find(error => error.taskUUID === id);
  // An error of no task in particular is about every task that nothing else was said of.
  const error = about ?? (own.length === 0 ? errors.find(it => it.taskUUID === undefined) : about);
  const http = succeeded(received.status) ? undefined : received;
  if (error !== undefined) return { items: own, error: faults.refused(error.error, http) };
  if (own.length > 0) return { items: own, error: undefined };
  const silent = http === undefined ? faults.notAnAnswer('the task has no answer') : undefined;
  return { items: [], error: silent ?? faults.refused({}, http) };
}
