import type { Logger } from '../base/logger.ts';
import { accountTask, isNotPermitted } from './account.ts';
import { ApiError } from './apiErrors.ts';
import type { Fetch } from './transport.ts';
import { sendTask } from './utilityTask.ts';

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
  const { key, signal, ...rest } = options;
  try {
    await sendTask({ ...rest, key: () => Promise.resolve(key) }, accountTask(), signal);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Who has no balance left has a good key all the same.
    return error.group === 'quota' || isNotPermitted(error) ? { ok: true } : { ok: false, error };
  }
}
