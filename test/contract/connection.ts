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

/** A real client, and what it does; only waiting is not real. */
export interface ClientUnderTest {
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

/** The native client, connected to the strict local service over HTTP. */
export interface Connection extends ClientUnderTest {
  readonly service: RunwareService;
}

export const question: ModelRequest = {
  model: 'openai-gpt-5-5',
  messages: [{ role: 'user', content: 'What does this diff do?' }],
  maxTokens: 1_000,
};

/** @param options.onWait called in each wait */
export function clientUnderTest(
  create: (options: ClientOptions) => ModelClient,
  at: { readonly baseUrl: string; readonly key: string },
  options: { readonly client?: Partial<ClientOptions>; readonly onWait?: () => Promise<void> } = {},
): ClientUnderTest {
  const announced: string[] = [];
  const unbilled: string[] = [];
  const waits: number[] = [];
  const { logger, logged } = recordingLogger();
  const client = create({
    baseUrl: at.baseUrl,
    key: () => Promise.resolve(at.key),
    logger,
    random: () => 0,
    wait: async (ms, signal) => {
      waits.push(ms);
      await options.onWait?.();
      if (signal.aborted) throw abortReason(signal);
    },
    ...options.client,
  });
  const optionsOf = (signal: AbortSignal): RequestOptions => ({
    signal,
    beforeSend: taskUUID => {
      announced.push(taskUUID);
      return Promise.resolve();
    },
    unbilled: taskUUID => {
      unbilled.push(taskUUID);
    },
  });
  const live = new AbortController().signal;
  const stream: ClientUnderTest['stream'] = (request = question, signal = live) =>
    client.answer(request, optionsOf(signal));
  const events: ClientUnderTest['events'] = request => allOf(stream(request));
  return {
    ...{ client, announced, unbilled, waits, logged, stream, events },
    answer: async request => answerIn(await events(request)),
    complete: (request = question) => wholeAnswer(client, request, optionsOf(live)),
  };
}

export async function connected(
  work: (connection: Connection) => Promise<void>,
  options: {
    readonly service?: ServiceOptions;
    readonly client?: Partial<ClientOptions>;
    readonly onWait?: () => Promise<void>;
  } = {},
): Promise<void> {
  const service = await startRunwareService(options.service);
  const at = { baseUrl: service.baseUrl, key: localKey };
  try {
    await work({ service, ...clientUnderTest(createRunwareClient, at, options) });
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

/** The events before what ended them; it is stopped at the first one of a kind, if that is named. */
export async function untilThrown(
  { stream }: ClientUnderTest,
  stopAt?: ModelEvent['type'],
): Promise<{ readonly seen: ModelEvent[]; readonly thrown: unknown }> {
  const stopper = new AbortController();
  const seen: ModelEvent[] = [];
  const reading = async (): Promise<void> => {
    for await (const event of stream(question, stopper.signal)) {
      seen.push(event);
      if (event.type === stopAt) stopper.abort();
    }
  };
  return { thrown: await thrownBy(reading()), seen };
}
