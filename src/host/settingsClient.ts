import type { ModelClient } from '../api/modelClient.ts';
import { createRunwareClient } from '../api/runwareClient.ts';
import type { Fetch } from '../api/transport.ts';
import type { Logger } from '../base/logger.ts';
import { readSettings } from './settings.ts';

/**
 * A client that follows the settings: each request goes to the endpoint that is set when it is
 * made. What was learnt of an endpoint is kept until another one is set.
 * @param fetch the one of all requests
 * @param keyFor the key for an endpoint; may throw instead, so that nothing is sent
 */
export function createSettingsClient(
  logger: Logger,
  fetch: Fetch,
  keyFor: (baseUrl: string) => Promise<string | undefined>,
): ModelClient {
  let known: { readonly baseUrl: string; readonly client: ModelClient } | undefined;
  const current = (): ModelClient => {
    const { baseUrl } = readSettings();
    if (known?.baseUrl !== baseUrl) {
      const client = createRunwareClient({ baseUrl, key: () => keyFor(baseUrl), logger, fetch });
      known = { baseUrl, client };
    }
    return known.client;
  };
  return {
    answer: (request, options) => current().answer(request, options),
    resume: (taskUUID, options) => current().resume(taskUUID, options),
  };
}
