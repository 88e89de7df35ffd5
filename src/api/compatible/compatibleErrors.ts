import * as z from 'zod';
import type { WireError } from '../responseSchema.ts';

/**
 * Errors as the compatible endpoints say them: `{error: {code, type, message, param}}`, the native
 * `{errors: […]}`, or an event `{type: 'error', …}` (spec/runware-api.md 11).
 */

const Word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);

const Fields = z.looseObject({
  code: Word,
  type: Word,
  message: Word,
  param: Word,
  parameter: z
    .union([z.string(), z.array(z.string()).transform(([first]) => first)])
    .nullish()
    .catch(undefined),
});
type Fields = z.infer<typeof Fields>;

const Item = z.union([z.string().transform((message): Fields => ({ message })), Fields]);

const Failing = z.union([
  z.looseObject({ error: Item }).transform(({ error }) => error),
  z.looseObject({ errors: z.array(Item).min(1) }).transform(({ errors }) => errors[0]),
  Fields.extend({ type: z.literal('error'), message: z.string() }),
  // Nothing of an answer has both.
  z
    .array(Fields.extend({ code: z.string(), message: z.string() }))
    .min(1)
    .transform((errors): Fields | undefined => errors[0]),
]);

/** What an event or a body with a status of success says; undefined if it is no error. */
export function readErrorEvent(value: unknown): WireError | undefined {
  const failing = Failing.safeParse(value);
  return failing.success && failing.data !== undefined ? wireErrorOf(failing.data) : undefined;
}

/** The same of a body that came with a status of failure: that says more than a type for everything. */
export function readRefusedBody(value: unknown): WireError | undefined {
  const failing = Failing.safeParse(value);
  if (!failing.success || failing.data === undefined) return undefined;
  const { type } = failing.data;
  const isVague = typeof type === 'string' && VAGUE_TYPES.has(type);
  return wireErrorOf({ ...failing.data, type: isVague ? undefined : type });
}

/** @param item of a field `error` that was found to be there */
export function readErrorItem(item: unknown): WireError | undefined {
  const parsed = Item.safeParse(item);
  return parsed.success ? wireErrorOf(parsed.data) : undefined;
}

const VAGUE_TYPES: ReadonlySet<string> = new Set([
  'invalid_request_error',
  'server_error',
  'api_error',
]);

/** OpenAI's words for which the native code is another one; the rest differs in spelling only. */
const NATIVE_CODES: ReadonlyMap<string, string> = new Map([
  ['server_error', 'internalServerError'],
  ['api_error', 'internalServerError'],
  ['authentication_error', 'authenticationFailed'],
  ['permission_error', 'permissionDenied'],
  ['content_filter', 'contentPolicyViolation'],
]);

/** OpenAI says in words only that a model takes no function tools beside a reasoning effort. */
const TOOLS_WITH_EFFORT = /\bfunction tools\b.*\breasoning[_.]effort\b/is;

function wireErrorOf(item: Fields): WireError {
  const message = item.message ?? undefined;
  if (message !== undefined && TOOLS_WITH_EFFORT.test(message)) {
    return { code: TOOLS_REFUSED.code, parameter: TOOLS_REFUSED.parameter, message };
  }
  // `type: 'error'` says which event it is, not what happened.
  const named = item.code ?? (item.type === 'error' ? undefined : item.type) ?? undefined;
  return {
    code: named === undefined ? undefined : (NATIVE_CODES.get(named) ?? camelCase(named)),
    message,
    parameter: item.param ?? item.parameter ?? undefined,
  };
}

/** How the native endpoint says that two parameters do not go together. */
export const TOOLS_REFUSED = { code: 'incompatibleParameters', parameter: 'tools' } as const;

/** `rate_limit_exceeded` → `rateLimitExceeded`, so that the native groups hold. */
function camelCase(code: string): string {
  return code.replace(/_+([a-z0-9])/gi, (_all, letter: string) => letter.toUpperCase());
}
