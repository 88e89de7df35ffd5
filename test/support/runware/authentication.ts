import { z } from 'zod';
import { isJsonObject } from '../../../src/base/json.ts';
import { Refusal } from './refusal.ts';
import { parseStrictly } from './validate.ts';

const AuthenticationTask = z.strictObject({
  taskType: z.literal('authentication'),
  apiKey: z.string(),
  connectionSessionUUID: z.uuid().optional(),
});

/**
 * Takes the key from `Authorization: Bearer …`, or else from an authentication task that comes
 * first in the body (spec/runware-api.md 1.1).
 * @throws Refusal with status 401
 */
export function checkKey(header: string | undefined, body: unknown, keys: readonly string[]): void {
  const first: unknown = Array.isArray(body) ? body[0] : undefined;
  if (header === undefined && isJsonObject(first) && first['taskType'] === 'authentication') {
    refuseUnlessValid(parseStrictly(AuthenticationTask, first).apiKey, keys);
    return;
  }
  refuseUnlessValid(/^Bearer (.+)$/.exec(header ?? '')?.[1], keys);
}

function refuseUnlessValid(key: string | undefined, keys: readonly string[]): void {
  if (key !== undefined && keys.includes(key)) return;
  throw new Refusal(401, {
    code: 'invalidApiKey',
    message: 'The API key is missing or not valid.',
    parameter: 'apiKey',
  });
}

/** A header's value as it may be recorded. */
export function withoutKey(value: string, keys: readonly string[]): string {
  return keys.reduce((text, key) => text.replaceAll(key, '[key]'), value);
}
