import { describeError } from '../base/errors.ts';
import { ApiError, refusedByService } from './apiErrors.ts';
import type { WireError } from './responseSchema.ts';

/** Makes the errors of one request; the key is cut out of every word that goes into them. */
export interface RequestFaults {
  /** The service said no. */
  refused(
    error: WireError,
    http?: { readonly status: number; readonly retryAfterMs: number | undefined },
  ): ApiError;
  /** What came is no answer of the service. */
  notAnAnswer(detail: string, status?: number): ApiError;
  /** The connection failed, before or after the request was sent. */
  connection(error: unknown): ApiError;
  /** The answer ended before anything of it came, or before it was whole. */
  endedEmpty(): ApiError;
  /** The service knows nothing of the request. */
  unknownTask(): ApiError;
  /** The service made the answer, and does not have its text any more. */
  textGone(): ApiError;
  /** The service works on the request for longer than anybody waits. */
  tooSlow(detail: string): ApiError;
}

/** Failures to reach a host, so that nothing can have been sent; from Node, undici and Chromium. */
const UNREACHED =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_NAME_NOT_RESOLVED|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)\b/;
const UNTRUSTED =
  /\b(CERT_\w+|ERR_CERT_\w+|ERR_TLS_CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT\w*)\b/;
const TOO_SLOW = /\b(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT|ERR_TIMED_OUT)\b/;

export function createRequestFaults(request: {
  readonly host: string;
  /** Undefined for a request that is about several. */
  readonly taskUUID: string | undefined;
  readonly key: string;
}): RequestFaults {
  const { host, taskUUID, key } = request;
  const safe = (text: string): string => text.replaceAll(key, '[key]');
  return {
    refused: (error, http) =>
      refusedByService({
        host,
        taskUUID,
        status: http?.status,
        retryAfterMs: http?.retryAfterMs,
        code: error.code === undefined ? undefined : safe(error.code),
        parameter: error.parameter === undefined ? undefined : safe(error.parameter),
        said: error.message === undefined ? undefined : safe(error.message),
      }),
    notAnAnswer: (detail, status) =>
      new ApiError('protocol', { host, taskUUID, status, detail: safe(detail) }),
    connection: error => {
      const detail = safe(describeChain(error));
      const facts = { host, taskUUID, detail };
      if (UNTRUSTED.test(detail)) return new ApiError('certificate', { ...facts, unsent: true });
      if (UNREACHED.test(detail)) return new ApiError('network', { ...facts, unsent: true });
      return new ApiError(TOO_SLOW.test(detail) ? 'timeout' : 'network', facts);
    },
    endedEmpty: () =>
      new ApiError('network', { host, taskUUID, detail: 'the answer ended before it was whole' }),
    unknownTask: () => new ApiError('notFound', { host, taskUUID, code: 'taskNotFound' }),
    textGone: () => new ApiError('textGone', { host, taskUUID }),
    tooSlow: detail => new ApiError('timeout', { host, taskUUID, detail }),
  };
}

/** fetch hides what happened in causes: "fetch failed" ← "connect ECONNREFUSED 127.0.0.1:1". */
function describeChain(error: unknown): string {
  const words: string[] = [];
  let current: unknown = error;
  // A chain longer than this would be a ring.
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const code = 'code' in current && typeof current.code === 'string' ? `${current.code} ` : '';
    words.push(`${code}${describeError(current)}`);
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return words.length === 0 ? describeError(error) : words.join(' ← ');
}
