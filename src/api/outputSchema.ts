import * as z from 'zod';
import { isJsonObject, parseJson } from '../base/json.ts';

/** `strict` is true where it is left out, as it is for a bare schema. */
const Envelope = z.strictObject({
  name: z.string().min(1),
  schema: z.custom(isJsonObject, 'must be a JSON object'),
  strict: z.boolean().optional(),
});

/**
 * What is wrong with a `jsonSchema` that is going to be used: the envelope `{name, schema, strict}`,
 * a bare schema, or the text of either (spec/gpt-5.5-model-page.txt).
 * @returns zod's issues below `jsonSchema`; none if it is right
 */
export function outputSchemaFaults(
  given: unknown,
): readonly Pick<z.core.$ZodIssue, 'path' | 'message'>[] {
  const schema = typeof given === 'string' ? parseJson(given) : given;
  if (!isJsonObject(schema)) return [{ path: [], message: 'must be a JSON object, or its text' }];
  if (!('schema' in schema)) return [];
  const parsed = Envelope.safeParse(schema);
  return (parsed.error?.issues ?? []).map(issue => ({
    path: issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path,
    message: issue.message,
  }));
}
