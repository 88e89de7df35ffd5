import * as l10n from '@vscode/l10n';
import { abortReason, delay, untilAborted } from '../base/abort.ts';
import type { Logger } from '../base/logger.ts';
import { createAccumulator } from './accumulate.ts';
import { ApiError } from './apiErrors.ts';
import { requireKey } from './apiKey.ts';
import { createFetch } from './createFetch.ts';
import { parseEndpoint } from './endpoint.ts';
import type { ModelClient, ModelEvent, ModelRequest, RequestOptions } from './modelClient.ts';
import { createModelNames } from './modelNames.ts';
import { createRequestFaults } from './requestFaults.ts';
import { retryDelayMs } from './retry.ts';
import { isTooLong, readEvents } from './sse.ts';
import { buildTextTask } from './textTask.ts';
import { post, type Fetch, type Transport } from './transport.ts';

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
 * The service's native endpoint as a model client: one POST a request, streamed or at once.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createRunwareClient(options: RunwareClientOptions): ModelClient {
  const transport: Transport = {
    endpoint: parseEndpoint(options.baseUrl),
    fetch: options.fetch ?? createFetch(),
    logger: options.logger,
    now: options.now ?? Date.now,
  };
  const random = options.random ?? Math.random;
  const wait = options.wait ?? delay;
  const names = createModelNames();

  /** Sends, and sends again where that is safe; never once something of an answer was given out. */
  async function* answer(
    request: ModelRequest,
    deliveryMethod: 'stream' | 'sync',
    requestOptions: RequestOptions,
  ): AsyncGenerator<ModelEvent, undefined> {
    const { signal } = requestOptions;
    let model = names.of(request.model);
    for (let sends = 1; ; sends += 1) {
      let given = false;
      try {
        const batches = sendOnce({ ...requestOptions, request, model, deliveryMethod });
        for await (const events of batches) {
          if (!given) names.worked(request.model, model);
          for (const event of events) {
            if (signal.aborted) throw abortReason(signal);
            given = true;
            yield event;
          }
        }
        return;
      } catch (error) {
        if (given) throw error;
        const otherName = names.afterFailure(request.model, model, error);
        if (otherName !== undefined) {
          model = otherName;
          continue;
        }
        const delayMs = retryDelayMs(error, sends, random());
        if (delayMs === undefined) throw error;
        yield { type: 'waiting', reason: reasonToWait(error), delayMs };
        await wait(delayMs, signal);
      }
    }
  }

  /** One request under a new taskUUID; the events of each chunk, and `done` at the end. */
  async function* sendOnce(
    attempt: RequestOptions & {
      readonly request: ModelRequest;
      readonly model: string;
      readonly deliveryMethod: 'stream' | 'sync';
    },
  ): AsyncGenerator<readonly ModelEvent[], undefined> {
    const { signal, request, beforeSend } = attempt;
    const { host } = transport.endpoint;
    const key = requireKey(await untilAborted(options.key(), signal), host);
    const taskUUID = crypto.randomUUID();
    const task = buildTextTask(request, { ...attempt, taskUUID, host });
    const faults = createRequestFaults({ host, taskUUID, key });
    const accumulator = createAccumulator(taskUUID, faults);
    await untilAborted(beforeSend(taskUUID), signal);
    const body = await post(transport, { key, task, faults, signal });
    let heard = false;
    try {
      for await (const data of readEvents(body)) {
        heard ||= data.length > 0;
        const events = accumulator.add(data);
        if (events.length > 0) yield events;
        if (accumulator.failure !== undefined) throw accumulator.failure;
        if (accumulator.done) break;
      }
    } catch (error) {
      if (isTooLong(error)) throw faults.notAnAnswer(error.message);
      // What came is kept: the answer says itself whether it is whole.
      if (!isLostConnection(error) || !(accumulator.begun || accumulator.ended)) throw error;
    }
    if (!accumulator.begun && !accumulator.ended) {
      throw heard ? faults.notAnAnswer('there is no result in the answer') : faults.endedEmpty();
    }
    yield [{ type: 'done', answer: accumulator.answer(), others: [] }];
  }

  return {
    answer: (request, requestOptions) =>
      answer(request, request.delivery === 'sync' ? 'sync' : 'stream', requestOptions),
    resume: (taskUUID, { signal }) => {
      throw signal.aborted
        ? abortReason(signal)
        : new ApiError('notFound', { host: transport.endpoint.host, taskUUID });
    },
  };
}

/** True for a failure of the connection, not for one that the service reported. */
function isLostConnection(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { group, status, code } = error;
  return (group === 'network' || group === 'timeout') && status === undefined && code === undefined;
}

function reasonToWait(error: unknown): string {
  return error instanceof ApiError && error.group === 'network'
    ? l10n.t('The service cannot be reached')
    : l10n.t('The service has too many requests');
}
