import * as l10n from '@vscode/l10n';
import { abortReason, delay, untilAborted } from '../../base/abort.ts';
import type { Logger } from '../../base/logger.ts';
import { createAccumulator, type Accumulator } from '../accumulate.ts';
import { ApiError } from '../apiErrors.ts';
import { requireKey } from '../apiKey.ts';
import { parseEndpoint } from '../endpoint.ts';
import type {
  ModelAnswer,
  ModelClient,
  ModelEvent,
  ModelRequest,
  RequestOptions,
} from '../modelClient.ts';
import { createModelNames } from '../modelNames.ts';
import { createFetch } from '../createFetch.ts';
import { createRequestFaults } from '../requestFaults.ts';
import { retryDelayMs } from '../retry.ts';
import { isTooLong, readEvents } from '../sse.ts';
import { bodyOf, type Fetch, type Transport } from '../transport.ts';
import type { AnswerReader } from './answerReader.ts';
import type { CompatibleName } from './carriable.ts';
import { readRefusedBody } from './compatibleErrors.ts';
import { prepareRequest, type CompatibleRequest, type SentAs } from './compatibleRequest.ts';
import type { EffortChoice } from './effortChoice.ts';
import { isUnbilled } from './unbilled.ts';

export interface CompatibleClientOptions {
  /** As for the native endpoint: the paths are below it. https, or http on this machine. */
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

/** What one of the two formats is made of. */
export interface CompatibleFormat {
  readonly name: CompatibleName;
  readonly path: '/chat/completions' | '/responses';
  readonly effort: EffortChoice;
  readonly body: (request: CompatibleRequest, as: SentAs) => object;
  /** @param wanted which of the answers that were asked for, from 0 */
  readonly createReader: (wanted: number) => AnswerReader;
}

/**
 * A compatible endpoint as a model client. The wire has no place for a taskUUID: the id is ours
 * alone, so an answer cannot be asked for again by it.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createCompatibleClient(
  format: CompatibleFormat,
  options: CompatibleClientOptions,
): ModelClient {
  const transport: Transport = {
    endpoint: parseEndpoint(options.baseUrl),
    fetch: options.fetch ?? createFetch(),
    logger: options.logger,
    now: options.now ?? Date.now,
  };
  const { host } = transport.endpoint;
  const random = options.random ?? Math.random;
  const wait = options.wait ?? delay;
  const names = createModelNames();

  /** Sends, and sends again where that is safe; never once something of an answer was given out. */
  async function* answer(
    request: ModelRequest,
    requestOptions: RequestOptions,
  ): AsyncGenerator<ModelEvent, undefined> {
    const { signal, unbilled } = requestOptions;
    let model = names.of(request.model);
    /** Told once it is known that the change helped. */
    let adjusted: string | undefined;
    /** The id of the last request that was announced. */
    let announced: string | undefined;
    const beforeSend = async (taskUUID: string): Promise<void> => {
      await requestOptions.beforeSend(taskUUID);
      announced = taskUUID;
    };
    for (let sends = 1; ; sends += 1) {
      let given = false;
      try {
        for await (const events of sendOnce(request, model, { signal, beforeSend })) {
          if (!given) names.worked(request.model, model);
          if (!given && adjusted !== undefined) yield { type: 'adjusted', message: adjusted };
          for (const event of events) {
            if (signal.aborted) throw abortReason(signal);
            given = true;
            yield event;
          }
        }
        return;
      } catch (error) {
        if (given) throw error;
        if (isUnbilled(error) && error.taskUUID === announced) unbilled?.(error.taskUUID);
        const otherName = names.afterFailure(request.model, model, error);
        if (otherName !== undefined) {
          model = otherName;
          continue;
        }
        const change = format.effort.afterFailure(request, error);
        if (change !== undefined) {
          adjusted = change;
          continue;
        }
        const delayMs = retryDelayMs(error, sends, random());
        if (delayMs === undefined) throw error;
        yield { type: 'waiting', reason: reasonToWait(error), delayMs };
        await wait(delayMs, signal);
      }
    }
  }

  /** One request under a new id; the events of each chunk, and `done` at the end. */
  async function* sendOnce(
    request: ModelRequest,
    model: string,
    { signal, beforeSend }: RequestOptions,
  ): AsyncGenerator<readonly ModelEvent[], undefined> {
    const key = requireKey(await untilAborted(options.key(), signal), host);
    const taskUUID = crypto.randomUUID();
    const prepared = prepareRequest(request, { transport: format.name, host, taskUUID });
    const body = format.body(prepared, { model, effort: format.effort.of(request) });
    const faults = createRequestFaults({ host, taskUUID, key });
    const readers = Array.from({ length: request.numberResults ?? 1 }, (_none, wanted) => {
      const reader = format.createReader(wanted);
      return { reader, accumulator: createAccumulator(taskUUID, faults, reader.read) };
    });
    const [first, ...others] = readers;
    if (first === undefined) throw faults.notAnAnswer('no answer was asked for');
    const { reader, accumulator } = first;
    // Loaded at the first use: most chats never come here.
    const { post } = await untilAborted(import('./openAiPackage.ts'), signal);
    await untilAborted(beforeSend(taskUUID), signal);
    const answerBody = await post({
      baseURL: transport.endpoint.href,
      path: format.path,
      body,
      send: (url, json) =>
        bodyOf(
          transport,
          { key, url: new URL(url), body: json, about: taskUUID, faults, signal },
          readRefusedBody,
        ),
    });
    let heard = false;
    try {
      for await (const data of readEvents(answerBody)) {
        heard ||= data.length > 0;
        for (const other of others) other.accumulator.add(data);
        const events = [...accumulator.add(data), ...reader.drain()];
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
      // A stream tells of its beginning before there is anything of an answer.
      throw heard && request.delivery === 'sync'
        ? faults.notAnAnswer('there is no result in the answer')
        : faults.endedEmpty();
    }
    yield [
      {
        type: 'done',
        answer: answerOf(first),
        others: others.filter(one => one.accumulator.ended).map(answerOf),
      },
    ];
  }

  return {
    answer,
    resume: (taskUUID, { signal }) => {
      throw signal.aborted ? abortReason(signal) : new ApiError('notFound', { host, taskUUID });
    },
  };
}

function answerOf(from: {
  readonly reader: AnswerReader;
  readonly accumulator: Accumulator;
}): ModelAnswer {
  const { sources, serviceToolUses } = from.reader;
  return { ...from.accumulator.answer(), sources, serviceToolUses };
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
