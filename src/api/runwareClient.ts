import * as l10n from '@vscode/l10n';
import { abortReason, delay } from '../base/abort.ts';
import { createFindAnswer } from './answerFinder.ts';
import { ApiError } from './apiErrors.ts';
import { getResponse } from './getResponse.ts';
import type { ModelClient, ModelEvent, ModelRequest, RequestOptions } from './modelClient.ts';
import { createModelNames } from './modelNames.ts';
import { resumeAnswer } from './resumeAnswer.ts';
import { retryDelayMs } from './retry.ts';
import { NeverArrived, sendOnce } from './sendOnce.ts';
import { lastingConnection, type ServiceConnection } from './serviceConnection.ts';
import { createTaskPoller } from './taskPoller.ts';
import { createThinkingLevels } from './thinkingLevels.ts';

export interface RunwareClientOptions extends ServiceConnection {
  /** A number in [0, 1). */
  readonly random?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The service's native endpoint as a model client: one POST a request, streamed, at once, or
 * acknowledged and then asked for; all that is asked for goes in one request.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createRunwareClient(options: RunwareClientOptions): ModelClient {
  const connection = lastingConnection(options);
  const random = options.random ?? Math.random;
  const wait = options.wait ?? delay;
  const names = createModelNames();
  const levels = createThinkingLevels();
  const poller = createTaskPoller({
    ask: (taskUUIDs, signal) => getResponse(connection, taskUUIDs, signal),
    wait,
  });
  const find = createFindAnswer(connection, poller);

  /** Sends, and sends again where that is safe; never once something of an answer was given out. */
  async function* answer(
    wanted: ModelRequest,
    requestOptions: RequestOptions,
  ): AsyncGenerator<ModelEvent, undefined> {
    const { signal } = requestOptions;
    let model = names.of(wanted.model);
    let neverArrived = false;
    for (let sends = 1; ; sends += 1) {
      const request = levels.fit(wanted);
      const attempt = { ...requestOptions, request, model };
      let given = false;
      try {
        for await (const events of sendOnce(connection, find, attempt)) {
          for (const event of events) {
            if (signal.aborted) throw abortReason(signal);
            if (event.type !== 'waiting' && !given) {
              given = true;
              names.worked(wanted.model, model);
            }
            yield event;
          }
        }
        return;
      } catch (error) {
        if (given) throw error;
        if (error instanceof NeverArrived) {
          if (neverArrived) throw error.failure;
          neverArrived = true;
          continue;
        }
        const otherName = names.afterFailure(wanted.model, model, error);
        if (otherName !== undefined) {
          model = otherName;
          continue;
        }
        const message = levels.afterFailure(request, error);
        if (message !== undefined) {
          yield { type: 'adjusted', message };
          continue;
        }
        const delayMs = retryDelayMs(error, sends, random());
        if (delayMs === undefined) throw error;
        yield { type: 'waiting', reason: reasonToWait(error), delayMs };
        await wait(delayMs, signal);
      }
    }
  }

  return {
    answer,
    resume: (taskUUID, resumeOptions) => resumeAnswer(connection, find, taskUUID, resumeOptions),
  };
}

function reasonToWait(error: unknown): string {
  return error instanceof ApiError && error.group === 'network'
    ? l10n.t('The service cannot be reached')
    : l10n.t('The service has too many requests');
}
