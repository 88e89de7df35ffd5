import { ApiError } from './apiErrors.ts';

/** What an HTTP header can carry; fetch would say a key that does not fit in its error. */
const HEADER_WORD = /^[\x21-\x7e]+$/;

/**
 * @returns the key without surrounding space
 * @throws ApiError of group `auth` if there is none that can be sent
 */
export function requireKey(key: string | undefined, host: string): string {
  const trimmed = key?.trim() ?? '';
  if (HEADER_WORD.test(trimmed)) return trimmed;
  const detail = trimmed === '' ? 'no key is set' : 'the key has characters that no key has';
  throw new ApiError('auth', { host, unsent: true, code: 'missingApiKey', detail });
}
