import type { Logger } from '../base/logger.ts';
import { ApiError } from './apiErrors.ts';
import { requireKey } from './apiKey.ts';
import { createFetch } from './createFetch.ts';
import { parseEndpoint } from './endpoint.ts';
import { createRequestFaults } from './requestFaults.ts';
import { readErrorBody } from './responseSchema.ts';
import { readText } from './sse.ts';
import { post, type Fetch } from './transport.ts';

export interface KeyCheckOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly fetch?: Fetch;
  /** ms since 1970. */
  readonly now?: () => number;
}

export type KeyCheckResult =
  { readonly ok: true } | { readonly ok: false; readonly error: ApiError };

/**
 * Asks the service for the account's details, which costs nothing, to see whether it takes the key.
 * A key that may not read the account is a good key (spec/runware-api.md 10.1).
 * @throws PlumbError if the key must not be sent to `baseUrl`; the signal's reason
 */
export async function checkKey(options: KeyCheckOptions): Promise<KeyCheckResult> {
  const { logger, signal } = options;
  const endpoint = parseEndpoint(options.baseUrl);
  const transport = {
    endpoint,
    logger,
    fetch: options.fetch ?? createFetch(),
    now: options.now ?? Date.now,
  };
  const task = {
    taskType: 'accountManagement',
    taskUUID: crypto.randomUUID(),
    operation: 'getDetails',
  };
  try {
    const key = requireKey(options.key, endpoint.host);
    const faults = createRequestFaults({ host: endpoint.host, taskUUID: task.taskUUID, key });
    const body: unknown = parse(
      await readText(await post(transport, { key, task, faults, signal })),
    );
    if (body === undefined) throw faults.notAnAnswer('the answer is no JSON');
    const error = readErrorBody(body);
    if (error !== undefined) throw faults.refused(error);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return isAccepted(error) ? { ok: true } : { ok: false, error };
  }
}

/** The service knew the key and said no to the question, or to its balance. */
function isAccepted({ group, code, status }: ApiError): boolean {
  if (group === 'quota') return true;
  const named = code ?? '';
  return (
    /^(forbidden|permissionDenied|insufficientPermissions)$/.test(named) ||
    (group === 'auth' &&
      status === 403 &&
      !/ApiKey|^token|Credentials|Suspended|Disabled/.test(named))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
