import { untilAborted } from '../base/abort.ts';
import type { JsonObject } from '../base/json.ts';
import { requireKey } from './apiKey.ts';
import { receivedJson } from './receivedJson.ts';
import { createRequestFaults, type RequestFaults } from './requestFaults.ts';
import { openTransport, type ServiceConnection } from './serviceConnection.ts';
import { readTaskAnswers, type TaskAnswers } from './taskAnswers.ts';
import { exchange, ofTasks, succeeded, type Received } from './transport.ts';

/** A task that asks something of the service and generates nothing (spec/runware-api.md 1.8). */
export type UtilityTask = JsonObject & { readonly taskType: string; readonly taskUUID: string };

/** What came back for some tasks, before it is known which of it is about which task. */
export interface ServiceReply extends TaskAnswers {
  readonly http: Pick<Received, 'status' | 'retryAfterMs'>;
  /** Makes the errors of one of the tasks, or, without an id, of the asking itself. */
  readonly faultsOf: (taskUUID?: string) => RequestFaults;
}

/**
 * Sends tasks in one request, and reads the envelope that comes back.
 * @throws ApiError if nothing came that could be an answer; PlumbError if the key must not be sent
 * to the service's address; the signal's reason
 */
export async function askService(
  connection: ServiceConnection,
  tasks: readonly UtilityTask[],
  signal: AbortSignal,
): Promise<ServiceReply> {
  const transport = openTransport(connection);
  const { endpoint } = transport;
  const key = requireKey(await untilAborted(connection.key(), signal), endpoint.host);
  const faultsOf = (taskUUID?: string): RequestFaults =>
    createRequestFaults({ host: endpoint.host, taskUUID, key });
  const faults = faultsOf(tasks.length === 1 ? tasks[0]?.taskUUID : undefined);
  const call = { url: endpoint, key, ...ofTasks(tasks), faults, signal };
  const received = await exchange(transport, call);
  const answers = readTaskAnswers(await receivedJson(received, faults));
  if (answers !== undefined) return { ...answers, http: received, faultsOf };
  throw succeeded(received.status)
    ? faults.notAnAnswer('the answer is no envelope')
    : faults.refused({}, received);
}
