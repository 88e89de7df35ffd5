import { delay } from '../base/abort.ts';
import { createFindAnswer } from './answerFinder.ts';
import { getResponse } from './getResponse.ts';
import type { ModelClient } from './modelClient.ts';
import { resumeAnswer } from './resumeAnswer.ts';
import { sendOnce } from './sendOnce.ts';
import { sendUntilAnswered, type ClientOptions } from './sendUntilAnswered.ts';
import { lastingConnection } from './serviceConnection.ts';
import { createTaskPoller } from './taskPoller.ts';
import { createThinkingLevels } from './thinkingLevels.ts';

/**
 * The service's native endpoint as a model client: one POST a request, streamed, at once, or
 * acknowledged and then asked for; all that is asked for goes in one request.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createRunwareClient(options: ClientOptions): ModelClient {
  const connection = lastingConnection(options);
  const poller = createTaskPoller({
    ask: (taskUUIDs, signal) => getResponse(connection, taskUUIDs, signal),
    wait: options.wait ?? delay,
  });
  const find = createFindAnswer(connection, poller);
  const levels = createThinkingLevels();
  return {
    answer: sendUntilAnswered(
      { levels, send: attempt => sendOnce(connection, find, attempt) },
      options,
    ),
    resume: (taskUUID, resumeOptions) => resumeAnswer(connection, find, taskUUID, resumeOptions),
  };
}
