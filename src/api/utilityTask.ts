import type { JsonObject } from '../base/json.ts';
import type { ApiError } from './apiErrors.ts';
import { askService, type ServiceReply, type UtilityTask } from './askService.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { idOf } from './taskAnswers.ts';
import { succeeded } from './transport.ts';

/** What came of one task: items, an error, or both where only a part of it failed. */
export interface TaskAnswer {
  readonly items: readonly JsonObject[];
  readonly error: ApiError | undefined;
}

/**
 * Sends one task.
 * @returns its items, at least one
 * @throws ApiError if it was refused or not answered; PlumbError and the signal's reason as
 * `askService`
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
 * @throws as `askService`
 */
export async function sendTasks(
  connection: ServiceConnection,
  tasks: readonly UtilityTask[],
  signal: AbortSignal,
): Promise<readonly TaskAnswer[]> {
  if (tasks.length === 0) return [];
  const reply = await askService(connection, tasks, signal);
  return tasks.map(task => answerTo(task, tasks.length === 1, reply));
}

function answerTo(task: UtilityTask, alone: boolean, reply: ServiceReply): TaskAnswer {
  const { items, errors } = reply;
  const id = task.taskUUID.toLowerCase();
  const faults = reply.faultsOf(task.taskUUID);
  const own = items.filter(item => {
    const named = idOf(item);
    return named === undefined ? alone : named === id;
  });
  const about = errors.find(error => error.taskUUID === id);
  // An error of no task in particular is about every task that nothing else was said of.
  const error = about ?? (own.length === 0 ? errors.find(it => it.taskUUID === undefined) : about);
  const http = succeeded(reply.http.status) ? undefined : reply.http;
  if (error !== undefined) return { items: own, error: faults.refused(error.error, http) };
  if (own.length > 0) return { items: own, error: undefined };
  const silent = http === undefined ? faults.notAnAnswer('the task has no answer') : undefined;
  return { items: [], error: silent ?? faults.refused({}, http) };
}
