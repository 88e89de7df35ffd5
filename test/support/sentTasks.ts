import { isJsonObject, type JsonObject } from '../../src/base/json.ts';
import type { RunwareService } from './runware/service.ts';

/** The tasks of one type that a service was sent, in order, as they were on the wire. */
export function sentTasks(service: RunwareService, taskType = 'textInference'): JsonObject[] {
  return service.requests.flatMap(({ body }) =>
    Array.isArray(body)
      ? body.filter(
          (task: unknown): task is JsonObject =>
            isJsonObject(task) && task['taskType'] === taskType,
        )
      : [],
  );
}

export function lastTask(service: RunwareService, taskType?: string): JsonObject {
  const task = sentTasks(service, taskType).at(-1);
  if (task === undefined) throw new Error('The service was sent no such task');
  return task;
}
