import type {
  ModelAnswer,
  ModelClient,
  ModelEvent,
  ModelRequest,
  RequestOptions,
} from '../../src/api/modelClient.ts';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import type { ClientOptions } from '../../src/api/sendUntilAnswered.ts';
import { abortReason } from '../../src/base/abort.ts';
import { isJsonObject, type JsonObject } from '../../src/base/json.ts';
import type { Logger } from '../../src/base/logger.ts';
import {
  localKey,
  startRunwareService,
  type RunwareService,
  type ServiceOptions,
} from '../support/runware/service.ts';

/** The real client, connected to the strict local service over HTTP; only waiting is not real. */
export interface Connection {
  readonly service: RunwareService;
  readonly client: ModelClient;
  /** The taskUUIDs that were announced before they were sent. */
  readonly announced: readonly string[];
  /** The taskUUIDs of which the client said that they are certain not to be billed. */
  readonly unbilled: readonly string[];
  /** How long the client wanted to wait, in ms, each time. */
  readonly waits: readonly number[];
  readonly logged: readonly string[];
  /** Every event of one streamed answer. */
  readonly stream: (request?: ModelRequest, signal?: AbortSignal) => AsyncIterable<ModelEvent>;
  readonly events: (request?: ModelRequest) => Promise<ModelEvent[]>;
  /** The streamed answer alone. */
  readonly answer: (request?: ModelRequest) => Promise<ModelAnswer>;
  readonly complete: (request?: ModelRequest) => Promise<ModelAnswer>;
}

export const question: ModelRequest = {
  model: 'openai-gpt-5-5',
  messages: [{ role: 'user', content: 'What does this diff do?' }],
  maxTokens: 1_000,
};

export async function connected(
  work: (connection: Connection) => Promise<void>,
  options: {
    readonly service?: ServiceOptions;
    readonly client?: Partial<ClientOptions>;
    /** Called in each wait. */
    readonly onWait?: () => Promise<void>;
  } = {},
): Promise<void> {
  const service = await startRunwareService(options.service);
  const announced: string[] = [];
  const unbilled: string[] = [];
  const waits: number[] = [];
  const { logger, logged } = recordingLogger();
  const client = createRunwareClient({
    baseUrl: service.baseUrl,
    key: () => Promise.resolve(localKey),
    logger,
    random: () => 0,
    wait: async (ms, signal) => {
      waits.push(ms);
      await options.onWait?.();
      if (signal.aborted) throw abortReason(signal);
    },
    ...options.client,
  });
  const optionsOf = (signal: AbortSignal) => ({
    signal,
    beforeSend: (taskUUID: string) => {
      announced.push(taskUUID);
      return Promise.resolve();
    },
    unbilled: (taskUUID: string) => {
      unbilled.push(taskUUID);
    },
  });
  const live = new AbortController().signal;
  const stream: Connection['stream'] = (request = question, signal = live) =>
    client.answer(request, optionsOf(signal));
  const events: Connection['events'] = request => allOf(stream(request));
  try {
    await work({
      service,
      client,
      announced,
      unbilled,
      waits,
      logged,
      stream,
      events,
      answer: async request => answerIn(await events(request)),
      complete: async (request = question) => wholeAnswer(client, request, optionsOf(live)),
    });
  } finally {
    await service.stop();
  }
}

/** The tasks of this type that the service was sent, in order. */
export function tasksSent(service: RunwareService, taskType: string): JsonObject[] {
  return service.requests.flatMap(({ body }) =>
    (Array.isArray(body) ? body : []).filter(
      (task): task is JsonObject => isJsonObject(task) && task['taskType'] === taskType,
    ),
  );
}

/** The answer to a request that is not streamed. */
export async function wholeAnswer(
  client: ModelClient,
  request: ModelRequest,
  options: RequestOptions,
): Promise<ModelAnswer> {
  return answerIn(await allOf(client.answer({ ...request, delivery: 'sync' }, options)));
}

export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export function answerIn(events: readonly ModelEvent[]): ModelAnswer {
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('The last event is not `done`');
  return last.answer;
}

export function recordingLogger(): { readonly logger: Logger; readonly logged: readonly string[] } {
  const logged: string[] = [];
  const note = (message: string): void => {
    logged.push(message);
  };
  return {
    logged,
    logger: {
      debug: note,
      info: note,
      warn: note,
      error: (message, error) => {
        logged.push(`${message} ${String(error)}`);
      },
    },
  };
}

/** What an async piece of work threw. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}
