import { abortReason } from '../base/abort.ts';
import { parseRetryAfter } from '../base/backoff.ts';
import { parseJson } from '../base/json.ts';
import type { Logger } from '../base/logger.ts';
import type { ApiError } from './apiErrors.ts';
import { peeked } from './peekedBody.ts';
import type { RequestFaults } from './requestFaults.ts';
import { readErrorBody, type WireError } from './responseSchema.ts';
import { isEndOfStream, readRest } from './restOfBody.ts';
import { readText } from './sse.ts';

/**
 * As much of the standard `fetch` as is used; undici's, Node's and VS Code's patched one fit. Those
 * three hand a redirect back as it is when told `manual`; the key must not follow it.
 */
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

/** Any request to the endpoint or to a path below it. */
export interface Exchange extends Call {
  readonly url: URL;
  /** JSON text, sent by POST; without one it is a GET. */
  readonly body?: string;
  /** What it is called in the log: the ids that it is about. */
  readonly about: string;
}

/** An answer of any status but a redirect; the body throws as `post` says. */
export interface Received {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The body of a request that carries these tasks. */
export function ofTasks(
  tasks: readonly { readonly taskUUID: string }[],
): Pick<Exchange, 'body' | 'about'> {
  return { body: JSON.stringify(tasks), about: tasks.map(task => task.taskUUID).join(' ') };
}

/**
 * Sends one task and gives the body of its answer as it comes. The key goes to the endpoint and
 * nowhere else: a redirect is an error.
 * @throws ApiError, also while the body is read; the signal's reason
 */
export function post(transport: Transport, request: Post): Promise<AsyncIterable<Uint8Array>> {
  const { task, ...call } = request;
  const exchanged = { ...call, ...ofTasks([task]), url: transport.endpoint };
  return bodyOf(transport, exchanged, readErrorBody);
}

/**
 * Sends a request and gives the body of its answer as it comes.
 * @param readError what the JSON of a body says that came with an HTTP status of failure
 * @throws ApiError for a refusal too, also while the body is read; the signal's reason
 */
export async function bodyOf(
  transport: Transport,
  request: Exchange,
  readError: (body: unknown) => WireError | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const received = await exchange(transport, request);
  request.faults.answered(received);
  if (succeeded(received.status)) return received.body;
  // A gateway's page is no JSON: the status alone has to say what happened.
  const said = readError(parseJson(await readText(received.body)));
  throw request.faults.refused(said ?? {}, received);
}

/**
 * Sends a request and gives what came back, a refusal of the service too.
 * @throws ApiError if there was no answer, or something in between answered (a redirect, a login, a
 * web page); the signal's reason
 */
export async function exchange(transport: Transport, request: Exchange): Promise<Received> {
  const cut = new AbortController();
  const signal = AbortSignal.any([request.signal, cut.signal]);
  const response = await send(transport, request, signal);
  const { status } = response;
  const body = readingBody(response.body, request, () => {
    cut.abort();
  });
  const intercepted = async (what: string, unread = body): Promise<ApiError> => {
    await discard(unread);
    return request.faults.intercepted(what, status);
  };
  const between = whoElseAnswered(response);
  if (between !== undefined) throw await intercepted(between);
  const retryAfter = response.headers.get('retry-after') ?? undefined;
  const received = { status, retryAfterMs: parseRetryAfter(retryAfter, transport.now()) };
  if (!isPage(response) || !isRead(status)) return { ...received, body };
  // Some proxies call an answer of the service so, too.
  const begun = await peeked(body);
  const isAnswer = succeeded(status) && beginsAnswer(begun.first);
  if (!isAnswer) throw await intercepted('a web page', begun.body);
  return { ...received, body: begun.body };
}

/** What a proxy or a network's login gave in the place of an answer; undefined if it is none. */
function whoElseAnswered(response: FetchResponse): string | undefined {
  const { status } = response;
  if (status < 200 || (status >= 300 && status < 400)) return `a redirect${toHost(response)}`;
  return status === 407 || status === 511 ? 'a login' : undefined;
}

/** A filter's page that forbids the address says nothing of the key. */
function isRead(status: number): boolean {
  return succeeded(status) || status === 401 || status === 403;
}

/** JSON, a comment or a field of server-sent events. */
function beginsAnswer(first: string | undefined): boolean {
  return first !== undefined && /[{[:a-z]/.test(first);
}

/** True for the statuses of a request that was done. */
export function succeeded(status: number): boolean {
  return status >= 200 && status < 300;
}

async function send(
  transport: Transport,
  request: Exchange,
  untilCut: AbortSignal,
): Promise<FetchResponse> {
  const { logger, now } = transport;
  const { url, key, body, about, faults, signal } = request;
  const startedAt = now();
  const method = body === undefined ? 'GET' : 'POST';
  const log = (outcome: string): void => {
    logger.info(`${method} ${url.host} ${outcome} ${about} ${now() - startedAt} ms`);
  };
  try {
    const response = await transport.fetch(url.href, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        accept: 'text/event-stream, application/json',
        // A proxy that compresses a stream may hold its events back.
        'accept-encoding': 'identity',
        'user-agent': 'plumb',
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: untilCut,
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

const END = { done: true, value: undefined } as const;
const NOTHING: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(END) }),
};

/** No generator: it would take turns of its own at each chunk. */
function readingBody(
  body: FetchResponse['body'],
  { faults, signal }: Call,
  cut: () => void,
): AsyncIterable<Uint8Array> {
  if (body === null) return NOTHING;
  const bytes = body[Symbol.asyncIterator]();
  let last: Uint8Array | undefined;
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    try {
      const taken = await bytes.next();
      last = taken.done === true ? undefined : taken.value;
      return last === undefined ? END : { done: false, value: last };
    } catch (error) {
      last = undefined;
      throw signal.aborted ? abortReason(signal) : faults.connection(error);
    }
  };
  /** The reader left, because it has the answer or because it wants no more of it. */
  const leave = (): Promise<IteratorResult<Uint8Array, undefined>> => {
    if (last !== undefined) {
      if (isEndOfStream(last) && !signal.aborted) void readRest(bytes, cut);
      else cut();
    }
    last = undefined;
    return Promise.resolve(END);
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: leave }) };
}

/** The service answers in JSON or events, whatever went wrong. */
function isPage({ headers }: FetchResponse): boolean {
  return /^\s*text\/html\b/i.test(headers.get('content-type') ?? '');
}

/** Ends the connection's use; what the page says is of no interest. */
async function discard(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) if (chunk.length > 0) break;
}

function toHost({ headers }: FetchResponse): string {
  const location = headers.get('location') ?? '';
  // The path of a login page may hold what identifies the person.
  return URL.canParse(location) ? ` to ${new URL(location).host}` : '';
}
