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
    readonly method: 'POST' | 'GET';
    readonly headers: Record<string, string>;
    /** Absent for GET. */
    readonly body?: string;
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

interface Call {
  readonly key: string;
  readonly faults: RequestFaults;
  readonly signal: AbortSignal;
}

export interface Post extends Call {
  readonly task: { readonly taskUUID: string };
}

/** Any request to the service: tasks to its endpoint, or a question to a path below it. */
export interface Exchange extends Call {
  readonly url: URL;
  /** Sent by POST; without one it is a GET. */
  readonly tasks?: readonly { readonly taskUUID: string }[];
}

/** An answer of any status but a redirect; the body throws as `post` says. */
export interface Received {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends one task and gives the body of its answer as it comes. The key goes to the endpoint and
 * nowhere else: a redirect is an error.
 * @throws ApiError, also while the body is read; the signal's reason
 */
export async function post(
  transport: Transport,
  request: Post,
): Promise<AsyncIterable<Uint8Array>> {
  const { task, ...call } = request;
  const received = await exchange(transport, { ...call, url: transport.endpoint, tasks: [task] });
  if (succeeded(received.status)) return received.body;
  throw request.faults.refused(readError(await readText(received.body)), received);
}

/**
 * Sends a request and gives what came back, a refusal too.
 * @throws ApiError if there was no answer, or a redirect; the signal's reason
 */
export async function exchange(transport: Transport, request: Exchange): Promise<Received> {
  const response = await send(transport, request);
  const { status } = response;
  if (status < 200 || (status >= 300 && status < 400)) {
    throw request.faults.notAnAnswer('the service answered with a redirect', status);
  }
  const retryAfter = response.headers.get('retry-after') ?? undefined;
  return {
    status,
    retryAfterMs: parseRetryAfter(retryAfter, transport.now()),
    body: readingBody(response.body, request),
  };
}

/** True for the statuses of a request that was done. */
export function succeeded(status: number): boolean {
  return status >= 200 && status < 300;
}

async function send(transport: Transport, request: Exchange): Promise<FetchResponse> {
  const { logger, now } = transport;
  const { url, key, tasks, faults, signal } = request;
  const startedAt = now();
  const method = tasks === undefined ? 'GET' : 'POST';
  const about = tasks?.map(task => task.taskUUID).join(' ') ?? url.pathname;
  const log = (outcome: string): void => {
    logger.info(`${method} ${url.host} ${outcome} ${about} ${now() - startedAt} ms`);
  };
  try {
    const response = await transport.fetch(url.href, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(tasks === undefined ? {} : { 'content-type': 'application/json' }),
        accept: 'text/event-stream, application/json',
        // A proxy that compresses a stream may hold its events back.
        'accept-encoding': 'identity',
        'user-agent': 'plumb',
      },
      ...(tasks === undefined ? {} : { body: JSON.stringify(tasks) }),
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
  { faults, signal }: Call,
): AsyncGenerator<Uint8Array, undefined> {
  if (body === null) return;
  try {
    yield* body;
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : faults.connection(error);
  }
}

function readError(text: string): WireError {
  try {
    return readErrorBody(JSON.parse(text)) ?? {};
  } catch {
    // A gateway's page is no JSON: the status alone has to say what happened.
    return {};
  }
}
