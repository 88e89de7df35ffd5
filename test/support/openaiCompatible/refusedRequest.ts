import type { z } from 'zod';
import { document, type Plan } from './play.ts';
import type { RefusalScript } from './scripts.ts';

/** Why a request is not answered. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;

  constructor(status: number, code: string | null, message: string, param: string | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
  }

  plan(): Plan {
    const { code, message, param } = this;
    const type = this.status === 401 ? 'authentication_error' : 'invalid_request_error';
    return document(this.status, { error: { code, type, message, param } });
  }
}

/** @throws RefusedRequest for the first thing that the format does not have */
export function parseStrictly<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])];
  const param = at.map(String).join('.');
  const code = issue?.code === 'unrecognized_keys' ? 'unknown_parameter' : 'invalid_value';
  throw new RefusedRequest(400, code, `${param}: ${issue?.message ?? ''}`, param);
}

/** A scripted error in the form that it is scripted in. */
export function errorBody({ code, type, message, param, form = 'error' }: RefusalScript): unknown {
  return form === 'error'
    ? { error: { code, type, message, param } }
    : {
        errors: [{ code: code ?? type, message, ...(param === null ? {} : { parameter: param }) }],
      };
}
