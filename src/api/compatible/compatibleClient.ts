import { abortReason } from '../../base/abort.ts';
import { ApiError } from '../apiErrors.ts';
import type { LevelChoice } from '../levelChoice.ts';
import { AnswerNotThere, type ModelClient } from '../modelClient.ts';
import { sendUntilAnswered, type ClientOptions } from '../sendUntilAnswered.ts';
import { lastingConnection, openTransport } from '../serviceConnection.ts';
import { sendOnce, type CompatibleFormat } from './sendOnce.ts';

/**
 * A compatible endpoint as a model client. The wire has no place for a taskUUID: the id is ours
 * alone, so an answer cannot be asked for again by it.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createCompatibleClient(
  format: CompatibleFormat & { readonly effort: LevelChoice },
  options: ClientOptions,
): ModelClient {
  const connection = lastingConnection(options);
  const { host } = openTransport(connection).endpoint;
  return {
    answer: sendUntilAnswered(
      { levels: format.effort, send: attempt => sendOnce(connection, format, attempt) },
      options,
    ),
    resume: (taskUUID, { signal }) => {
      if (signal.aborted) throw abortReason(signal);
      throw new AnswerNotThere(new ApiError('notFound', { host, taskUUID }));
    },
  };
}
