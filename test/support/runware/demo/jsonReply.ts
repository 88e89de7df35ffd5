import { isJsonObject, type JsonObject, type JsonValue } from '../../../../src/base/json.ts';
import type { TextTask } from '../textTask.ts';
import { outputSchema } from '../validate.ts';
import { say, type Reply } from './reply.ts';

/** A value that fits the schema of the request, as a model would give one; the words are no answer. */
export function jsonReply(task: TextTask): Reply {
  const wanted = outputSchema(task);
  return say(JSON.stringify(wanted === undefined ? { answer: SCRIPTED } : sample(wanted.schema)));
}

const SCRIPTED = 'Scripted by the local demo service.';

function sample(schema: JsonObject, name = ''): JsonValue {
  const { type, properties, items, minimum } = schema;
  if (schema['const'] !== undefined) return schema['const'];
  const values = schema['enum'];
  if (isList(values) && values[0] !== undefined) return values[0];
  if (isJsonObject(properties)) {
    return Object.fromEntries(
      Object.entries(properties).map(([key, inner]) => [
        key,
        isJsonObject(inner) ? sample(inner, key) : null,
      ]),
    );
  }
  switch (Array.isArray(type) ? type[0] : type) {
    case 'array':
      return isJsonObject(items) ? [sample(items, name)] : [];
    case 'number':
    case 'integer':
      return typeof minimum === 'number' ? minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'object':
      return {};
    default:
      return name === '' ? SCRIPTED : `${name}: ${SCRIPTED}`;
  }
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
