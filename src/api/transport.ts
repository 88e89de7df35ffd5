import { Agent, fetch as undiciFetch } from 'undici';
import { abortReason } from '../base/abort.ts';
import { parseRetryAfter } from '../base/backoff.ts';
import type { Logger } from '../base/logger.ts';
import type { RequestFaults } from './requestFaults.ts';
import { readErrorBody, type WireError } from './responseSchema.ts';
import { readText } from './sse.ts';

/** As much of the standard `fetch` as is used; undici's, Node's and VS Code's patched one fit. */
export type Fetch = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<FetchResponse>;

interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** Long reasoning is silent: a sync answer sends its headers only when it is ready. */
const HEADERS_TIMEOUT_MS = 20 * 60_000;
const BODY_TIMEOUT_MS = 10 * 60_000;
const CONNECT_TIMEOUT_MS = 15_000;
/** Long enough for a tool to run between two requests; then the socket is closed (invariant 9). */
const KEEP_ALIVE_MS = 4_000;

/** undici's fetch with time limits that fit the service. */
export function createFetch(): Fetch {
  const dispatcher = new Agent({
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });
  return (url, init) => undiciFetch(url, { ...init, dispatcher });
}

export interface Transport {
  readonly endpoint: URL;
  readonly fetch: Fetch;
  readonly logger: Logger;
  /** ms since 1970. */
  readonly now: () => number;
}

export interface Post {
  readonly key: string;
  readonly task: { readonly taskUUID: string };
  readonly faults: RequestFaults;
  readonly signal: AbortSignal;
}

/** A request in whichever format the endpoint or a path below it takes. */
export interface Exchange {
  readonly key: string;
  readonly url: string;
  /** JSON text. */
  readonly body: string;
  /** What it is called in the log. */
  readonly taskUUID: string;
  readonly faults: RequestFaults;
  readonly signal: AbortSignal;
  /** What the JSON of a body says that came with an HTTP status of failure. */
  readonly readError: (body: unknown) => WireError | undefined;
}

/**
 * Sends one task and gives the body of its answer as it comes.
 * @throws ApiError, also while the body is read; the signal's reason
 */
export function post(transport: Transport, request: Post): Promise<AsyncIterable<Uint8Array>> {
  const { task, ...rest } = request;
  return exchange(transport, {
    ...rest,
    url: transport.endpoint.href,
    body: JSON.stringify([task]),
    taskUUID: task.taskUUID,
    readError: readErrorBody,
  });
}

/**
 * Sends a body of JSON and gives the body of the answer as it comes. The key goes to the endpoint
 * and nowhere else: a redirect is an error.
 * @throws ApiError, also while the body is read; the signal's reason
 */
export async function exchange(
  transport: Transport,
  request: Exchange,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await send(transport, request);
  const body = readingBody(response.body, request);
  if (response.status >= 200 && response.status < 300) return body;
  throw await refusal(response, body, request, transport.now());
}

async function send(transport: Transport, request: Exchange): Promise<FetchResponse> {
  const { endpoint, logger, now } = transport;
  const { key, url, body, taskUUID, faults, signal } = request;
  const startedAt = now();
  const log = (outcome: string): void => {
    logger.info(`POST ${endpoint.host} ${outcome} ${taskUUID} ${now() - startedAt} ms`);
  };
  try {
    const response = await transport.fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        // A proxy that compresses a stream may hold its events back.
        'accept-encoding': 'identity',
        'user-agent': 'plumb',
      },
      body,
      redirect: 'manual',
      signal,
    });
    log(String(response.status));
    return response;
  } catch (error) {
    if (signal.aborted) {
      log('stopped');
      throw abortReason(signal);
    }
    const failure = faults.connection(error);
    log(`failed (${failure.detail ?? failure.group})`);
    throw failure;
  }
}

async function* readingBody(
  body: FetchResponse['body'],
  { faults, signal }: Pick<Exchange, 'faults' | 'signal'>,
): AsyncGenerator<Uint8Array, undefined> {
  if (body === null) return;
  try {
    yield* body;
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : faults.connection(error);
  }
}

async function refusal(
  response: FetchResponse,
  body: AsyncIterable<Uint8Array>,
  { faults, readError }: Pick<Exchange, 'faults' | 'readError'>,
  now: number,
): Promise<Error> {
  const { status } = response;
  const text = await readText(body);
  if (status < 200 || (status >= 300 && status < 400)) {
    return faults.notAnAnswer('the service answered with a redirect', status);
  }
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after') ?? undefined, now);
  return faults.refused(readError(parseJson(text)) ?? {}, { status, retryAfterMs });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A gateway's page is no JSON: the status alone has to say what happened.
    return undefined;
  }
}
