import { abortReason } from '../base/abort.ts';
import { parseRetryAfter } from '../base/backoff.ts';
import type { Logger } from '../base/logger.ts';
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

/**
 * Sends one task and gives the body of its answer as it comes. The key goes to the endpoint and
 * nowhere else: a redirect is an error.
 * @throws ApiError, also while the body is read; the signal's reason
 */
export async function post(
  transport: Transport,
  request: Post,
): Promise<AsyncIterable<Uint8Array>> {
  const cut = new AbortController();
  const signal = AbortSignal.any([request.signal, cut.signal]);
  const response = await send(transport, request, signal);
  const body = readingBody(response.body, request, () => {
    cut.abort();
  });
  if (response.status >= 200 && response.status < 300) {
    if (!isPage(response)) return body;
    await discard(body);
    throw request.faults.intercepted('a web page', response.status);
  }
  throw await refusal(response, body, request.faults, transport.now());
}

async function send(
  transport: Transport,
  request: Post,
  untilCut: AbortSignal,
): Promise<FetchResponse> {
  const { endpoint, logger, now } = transport;
  const { key, task, faults, signal } = request;
  const startedAt = now();
  const log = (outcome: string): void => {
    logger.info(`POST ${endpoint.host} ${outcome} ${task.taskUUID} ${now() - startedAt} ms`);
  };
  try {
    const response = await transport.fetch(endpoint.href, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        // A proxy that compresses a stream may hold its events back.
        'accept-encoding': 'identity',
        'user-agent': 'plumb',
      },
      body: JSON.stringify([task]),
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

async function* readingBody(
  body: FetchResponse['body'],
  { faults, signal }: Post,
  cut: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  if (body === null) return;
  const bytes = body[Symbol.asyncIterator]();
  let last: Uint8Array | undefined;
  try {
    for (;;) {
      const next = await bytes.next();
      last = next.done === true ? undefined : next.value;
      if (last === undefined) return;
      yield last;
    }
  } catch (error) {
    last = undefined;
    throw signal.aborted ? abortReason(signal) : faults.connection(error);
  } finally {
    // The reader left, because it has the answer or because it wants no more of it.
    if (last !== undefined) {
      if (isEndOfStream(last) && !signal.aborted) void readRest(bytes, cut);
      else cut();
    }
  }
}

async function refusal(
  response: FetchResponse,
  body: AsyncIterable<Uint8Array>,
  faults: RequestFaults,
  now: number,
): Promise<Error> {
  const { status } = response;
  const text = await readText(body);
  if (status < 200 || (status >= 300 && status < 400)) {
    return faults.intercepted(`a redirect${toHost(response)}`, status);
  }
  if (status === 407 || status === 511) return faults.intercepted('a login', status);
  // A filter's page that forbids the address says nothing of the key.
  if ((status === 401 || status === 403) && isPage(response)) {
    return faults.intercepted('a web page', status);
  }
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after') ?? undefined, now);
  return faults.refused(readError(text), { status, retryAfterMs });
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

function readError(text: string): WireError {
  try {
    return readErrorBody(JSON.parse(text)) ?? {};
  } catch {
    // A gateway's page is no JSON: the status alone has to say what happened.
    return {};
  }
}
