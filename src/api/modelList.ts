import { untilAborted } from '../base/abort.ts';
import { requireKey } from './apiKey.ts';
import { readModelList, type ListedModel } from './listedModel.ts';
import { receivedJson } from './receivedJson.ts';
import { createRequestFaults } from './requestFaults.ts';
import { readErrorBody } from './responseSchema.ts';
import { openTransport, type ServiceConnection } from './serviceConnection.ts';
import { exchange, succeeded } from './transport.ts';

/**
 * Asks the service which text models it has: `GET /v1/models` (spec/runware-api.md 10.2).
 * @throws ApiError; PlumbError if the key must not be sent to the service's address; the signal's
 * reason
 */
export async function fetchModelList(
  connection: ServiceConnection,
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  const transport = openTransport(connection);
  const { host } = transport.endpoint;
  const key = requireKey(await untilAborted(connection.key(), signal), host);
  const faults = createRequestFaults({ host, taskUUID: '', key });
  const url = new URL(transport.endpoint);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/models`;
  const received = await exchange(transport, { url, key, about: url.pathname, faults, signal });
  const body = await receivedJson(received, faults);
  if (!succeeded(received.status)) throw faults.refused(readErrorBody(body) ?? {}, received);
  const models = readModelList(body);
  if (models !== undefined) return models;
  const error = readErrorBody(body);
  throw error === undefined
    ? faults.notAnAnswer('the answer is no list of models')
    : faults.refused(error);
}
