import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { JsonOutput } from '../modelClient.ts';

/** A schema as the compatible endpoints want it. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: JsonObject;
  readonly strict: boolean;
}

/**
 * Reads the schema of a request: the envelope `{name, schema, strict}`, a bare JSON Schema, or the
 * text of either. A bare one is named `response` and strict, as the native endpoint does it.
 * @returns undefined if there is none, so that any JSON will do
 * @throws SyntaxError if the text is no JSON object
 */
export function readOutputSchema({ schema: given }: JsonOutput): NamedSchema | undefined {
  if (given === undefined) return undefined;
  const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  if (!isJsonObject(value)) throw new SyntaxError('it is JSON but not an object');
  const { name, schema, strict } = value;
  if (!isJsonObject(schema)) return { name: 'response', schema: value, strict: true };
  return {
    name: typeof name === 'string' && name !== '' ? name : 'response',
    schema,
    strict: strict !== false,
  };
}
