import { z } from 'zod';

/** What both formats hold to the same rules. */

export const JsonObject = z.record(z.string(), z.json());
export const ImageUrl = z.string().regex(/^(https?:\/\/|data:image\/[a-z]+;base64,)/);
export const FunctionName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const Effort = z.enum(['none', 'low', 'medium', 'high', 'xhigh']);
/** Without it the server's default may exceed what the model has. */
export const OutputLimit = z.int().min(1).max(128_000);

/** Of a `json_schema`; Chat Completions has it one level deeper than Responses. */
export const namedSchema = {
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  schema: JsonObject,
  strict: z.boolean(),
};
