import { parseJson } from '../base/json.ts';
import type { RequestFaults } from './requestFaults.ts';
import { isTooLong, readText } from './sse.ts';
import { succeeded, type Received } from './transport.ts';

/**
 * The whole body of an answer as JSON, whatever its status says: a refusal may tell in its body
 * which of several tasks it means.
 * @throws ApiError if it is no JSON, or longer than any answer can be; whatever the body throws
 */
export async function receivedJson(received: Received, faults: RequestFaults): Promise<unknown> {
  const value = parseJson(await wholeText(received, faults));
  if (value !== undefined) return value;
  if (succeeded(received.status)) throw faults.notAnAnswer('the answer is no JSON');
  // A gateway's page: the status alone has to say what happened.
  throw faults.refused({}, received);
}

async function wholeText(received: Received, faults: RequestFaults): Promise<string> {
  try {
    return await readText(received.body);
  } catch (error) {
    throw isTooLong(error) ? faults.notAnAnswer(error.message, received.status) : error;
  }
}
