import { ApiError, refusedByService } from './apiErrors.ts';
import { connectionFailure } from './connectionFailure.ts';
import type { WireError } from './responseSchema.ts';

/** Makes the errors of one request; the key is cut out of every word that goes into them. */
export interface RequestFaults {
  /** The header of its answer is there, which may say more than the error in the body. */
  answered(http: { readonly retryAfterMs: number | undefined }): void;
  /** The service said no. */
  refused(
    error: WireError,
    http?: { readonly status: number; readonly retryAfterMs: number | undefined },
  ): ApiError;
  /** What came is no answer of the service. */
  notAnAnswer(detail: string, status?: number): ApiError;
  /** Something in between answered in place of the service: a login page, a filter. */
  intercepted(what: string, status: number): ApiError;
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

export function createRequestFaults(request: {
  readonly host: string;
  /** Undefined for a request that is about several. */
  readonly taskUUID: string | undefined;
  readonly key: string;
}): RequestFaults {
  const { host, taskUUID, key } = request;
  const safe = (text: string): string => text.replaceAll(key, '[key]');
  let retryAfterMs: number | undefined;
  return {
    answered: http => {
      ({ retryAfterMs } = http);
    },
    refused: (error, http) =>
      refusedByService({
        host,
        taskUUID,
        status: http?.status,
        retryAfterMs: http?.retryAfterMs ?? retryAfterMs,
        code: error.code === undefined ? undefined : safe(error.code),
        parameter: error.parameter === undefined ? undefined : safe(error.parameter),
        said: error.message === undefined ? undefined : safe(error.message),
      }),
    notAnAnswer: (detail, status) =>
      new ApiError('protocol', { host, taskUUID, status, detail: safe(detail) }),
    intercepted: (what, status) =>
      new ApiError('protocol', {
        host,
        taskUUID,
        status,
        trouble: 'intercepted',
        detail: safe(`answered with ${what}`),
      }),
    connection: error => {
      const { group, ...failure } = connectionFailure(error);
      const status = failure.proxy?.status;
      return new ApiError(group, {
        ...failure,
        host,
        taskUUID,
        status,
        detail: safe(failure.detail),
      });
    },
    endedEmpty: () =>
      new ApiError('network', { host, taskUUID, detail: 'the answer ended before it was whole' }),
    unknownTask: () => new ApiError('notFound', { host, taskUUID, code: 'taskNotFound' }),
    textGone: () => new ApiError('textGone', { host, taskUUID }),
    tooSlow: detail => new ApiError('timeout', { host, taskUUID, detail }),
  };
}
