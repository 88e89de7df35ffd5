import { untilAborted } from '../base/abort.ts';
import { requireKey } from './apiKey.ts';
import { createRequestFaults } from './requestFaults.ts';
import { readErrorBody } from './responseSchema.ts';
import { readText } from './sse.ts';
import { readTaskStates, type TaskState } from './taskStates.ts';
import { exchange, ofTasks, succeeded, type Transport } from './transport.ts';

/** Where tasks are asked about, and the key that is asked for at every request. */
export interface Service {
  readonly transport: Transport;
  readonly key: () => Promise<string | undefined>;
}

/**
 * Asks in one request what became of tasks; costs nothing (spec/runware-api.md 6).
 * @returns a state for each task that the reply names
 * @throws ApiError if the question was not answered; the signal's reason
 */
export async function getResponse(
  { transport, key: askKey }: Service,
  taskUUIDs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TaskState>> {
  const { endpoint } = transport;
  const key = requireKey(await untilAborted(askKey(), signal), endpoint.host);
  const taskUUID = taskUUIDs.length === 1 ? taskUUIDs[0] : undefined;
  const faults = createRequestFaults({ host: endpoint.host, taskUUID, key });
  const tasks = taskUUIDs.map(id => ({ taskType: 'getResponse', taskUUID: id }));
  const received = await exchange(transport, {
    url: endpoint,
    key,
    ...ofTasks(tasks),
    faults,
    signal,
  });
  const body = parseJson(await readText(received.body));
  const read = readTaskStates(body, taskUUIDs, received.status);
  if (read !== undefined && (read.states.size > 0 || read.refusal === undefined)) {
    return read.states;
  }
  if (read === undefined && succeeded(received.status)) {
    throw faults.notAnAnswer('the answer to getResponse is no envelope');
  }
  throw faults.refused(read?.refusal ?? readErrorBody(body) ?? {}, received);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON has no undefined, so this says that it is none.
    return undefined;
  }
}
