import * as l10n from '@vscode/l10n';
import { abortReason, delay } from '../base/abort.ts';
import type { Logger } from '../base/logger.ts';
import { createFindAnswer } from './answerFinder.ts';
import { ApiError } from './apiErrors.ts';
import { createFetch } from './createFetch.ts';
import { parseEndpoint } from './endpoint.ts';
import { getResponse, type Service } from './getResponse.ts';
import type { ModelClient, ModelEvent, ModelRequest, RequestOptions } from './modelClient.ts';
import { createModelNames } from './modelNames.ts';
import { resumeAnswer } from './resumeAnswer.ts';
import { retryDelayMs } from './retry.ts';
import { NeverArrived, sendOnce } from './sendOnce.ts';
import { createTaskPoller } from './taskPoller.ts';
import { createThinkingLevels } from './thinkingLevels.ts';
import type { Fetch } from './transport.ts';

export interface RunwareClientOptions {
  /** https, or http on this machine. */
  readonly baseUrl: string;
  /** Asked for at every request, so that a changed key counts at once. */
  readonly key: () => Promise<string | undefined>;
  readonly logger: Logger;
  readonly fetch?: Fetch;
  /** A number in [0, 1). */
  readonly random?: () => number;
  /** ms since 1970. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The service's native endpoint as a model client: one POST a request, streamed, at once, or
 * acknowledged and then asked for; all that is asked for goes in one request.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createRunwareClient(options: RunwareClientOptions): ModelClient {
  const service: Service = {
    transport: {
      endpoint: parseEndpoint(options.baseUrl),
      fetch: options.fetch ?? createFetch(),
      logger: options.logger,
      now: options.now ?? Date.now,
    },
    key: options.key,
  };
  const random = options.random ?? Math.random;
  const wait = options.wait ?? delay;
  const names = createModelNames();
  const levels = createThinkingLevels();
  const poller = createTaskPoller({
    ask: (taskUUIDs, signal) => getResponse(service, taskUUIDs, signal),
    wait,
  });
  const find = createFindAnswer(service, poller);

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
        for await (const events of sendOnce(service, find, attempt)) {
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
    resume: (taskUUID, resumeOptions) => resumeAnswer(service, find, taskUUID, resumeOptions),
  };
}

function reasonToWait(error: unknown): string {
  return error instanceof ApiError && error.group === 'network'
    ? l10n.t('The service cannot be reached')
    : l10n.t('The service has too many requests');
}
