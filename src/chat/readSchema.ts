import * as l10n from '@vscode/l10n';
import { describeError, PlumbError } from '../base/errors.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { findJsonFault } from '../base/jsonText.ts';
import { jsonFaultWords } from './jsonFaultWords.ts';
import { prepareSchema, type PreparedSchema } from './preparedSchema.ts';
import { findSchemaFault } from './schemaFaults.ts';
import { unresolvedWords } from './schemaProblems.ts';
import { strictFit } from './strictFit.ts';

/** A schema that a person gave for an answer in JSON. */
export interface AnswerSchema {
  /** What goes into `jsonSchema`; text where it was given as the JSON text of a schema. */
  readonly sent: JsonObject | string;
  /** What the answer has to fit. */
  readonly schema: JsonObject;
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  /** What was changed so that the service takes it, for people. */
  readonly notes: readonly string[];
}

/**
 * Reads a schema that was pasted or comes from a file: the envelope `{name, schema, strict}`, with
 * or without OpenAI's `{type: 'json_schema', json_schema}` around it, a bare JSON Schema, or a JSON
 * string that holds one of these. What OpenAI's strict mode would refuse is sent with
 * `strict: false`.
 * @throws PlumbError that says what is wrong and where
 */
export function readSchema(text: string): AnswerSchema {
  const given = parse(text);
  if (typeof given !== 'string') return schemaOf(given);
  const inner = schemaOf(parse(given));
  // As text it was given, and as text it is sent; only what had to be changed is written anew.
  return { ...inner, sent: inner.notes.length === 0 ? given.trim() : JSON.stringify(inner.sent) };
}

function schemaOf(given: unknown): AnswerSchema {
  if (!isJsonObject(given)) {
    throw new PlumbError(l10n.t('A JSON Schema for an answer is a JSON object.'));
  }
  const wrapped = given['json_schema'];
  const body = given['type'] === 'json_schema' && isJsonObject(wrapped) ? wrapped : given;
  const unwrapped = body === given ? [] : [l10n.t('The part under "json_schema" is sent.')];
  const envelope = isJsonObject(body['schema']) && !('properties' in body);
  const schema = envelope && isJsonObject(body['schema']) ? body['schema'] : body;
  refuseFaulty(schema);
  const read = envelope ? fromEnvelope(body, schema) : fromBare(schema);
  return { ...read, schema, notes: [...unwrapped, ...read.notes] };
}

type Sending = Pick<AnswerSchema, 'sent' | 'name' | 'notes'>;

function fromBare(schema: JsonObject): Sending {
  const name = nameFrom(schema['title']);
  const [misfit] = strictFit(schema);
  if (misfit === undefined) return { sent: schema, name, notes: [] };
  return { sent: { name, schema, strict: false }, name, notes: [looseNote(misfit)] };
}

function fromEnvelope(given: JsonObject, schema: JsonObject): Sending {
  const notes: string[] = [];
  const name = nameFrom(given['name'] ?? schema['title']);
  if (name !== given['name']) notes.push(l10n.t('It is sent under the name {0}.', name));
  const others = Object.keys(given).filter(key => !['name', 'schema', 'strict'].includes(key));
  if (others.length > 0) notes.push(l10n.t('Left out: {0}', others.join(', ')));
  const [misfit] = strictFit(schema);
  if (misfit !== undefined && given['strict'] !== false) notes.push(looseNote(misfit));
  const strict = misfit === undefined && given['strict'] !== false;
  return { sent: { name, schema, strict }, name, notes };
}

function looseNote({ path, message }: { readonly path: string; readonly message: string }): string {
  return l10n.t(
    'The service’s strict mode would refuse this schema ({0}), so it is sent with "strict": false. The answer is checked against it here.',
    path === '' ? message : `${path}: ${message}`,
  );
}

const NAME_LENGTH = 64;

function nameFrom(given: unknown): string {
  const words = typeof given === 'string' ? given : '';
  const name = words.trim().replace(/[^A-Za-z0-9_-]+/g, '_');
  return /[A-Za-z0-9]/.test(name) ? name.slice(0, NAME_LENGTH) : 'response';
}

function refuseFaulty(schema: JsonObject): void {
  const fault = findSchemaFault(schema);
  if (fault !== undefined) {
    throw new PlumbError(
      l10n.t('This is no JSON Schema. {0}: {1}', fault.path || '/', fault.message),
    );
  }
  const [elsewhere] = prepared(schema).unresolved;
  if (elsewhere !== undefined) throw new PlumbError(unresolvedWords(elsewhere));
}

function prepared(schema: JsonObject): PreparedSchema {
  try {
    return prepareSchema(schema);
  } catch (error) {
    throw new PlumbError(l10n.t('This is no JSON Schema. {0}: {1}', '/', describeError(error)));
  }
}

function parse(text: string): unknown {
  const given = text.replace(/^\uFEFF/, '');
  if (given.trim() === '') throw new PlumbError(l10n.t('There is no JSON Schema.'));
  const fault = findJsonFault(given);
  if (fault === undefined) return JSON.parse(given);
  throw new PlumbError(l10n.t('The schema is no JSON. {0}', jsonFaultWords(fault)));
}
