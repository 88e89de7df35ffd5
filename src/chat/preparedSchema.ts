import { dereference, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import type { JsonObject } from '../base/json.ts';

/** A schema as the validator works on it: it marks the objects, so it gets its own. */
export interface PreparedSchema {
  readonly schema: Schema;
  readonly draft: SchemaDraft;
  /** Every schema in it by its URI. */
  readonly lookup: Readonly<Record<string, Schema | boolean>>;
  /** The references that lead out of it. Nothing is ever fetched. */
  readonly unresolved: readonly string[];
}

/** @throws Error if two schemas in it have the same id */
export function prepareSchema(given: JsonObject): PreparedSchema {
  const schema: Schema = structuredClone(given);
  const lookup = dereference(schema);
  const unresolved = Object.values(lookup).flatMap(one => {
    if (typeof one !== 'object' || one.$ref === undefined) return [];
    return lookup[one.__absolute_ref__ ?? one.$ref] === undefined ? [one.$ref] : [];
  });
  return { schema, draft: draftOf(given), lookup, unresolved: [...new Set(unresolved)] };
}

function draftOf({ $schema }: JsonObject): SchemaDraft {
  if (typeof $schema !== 'string') return '2020-12';
  if (/draft-0[34]\b/.test($schema)) return '4';
  if (/draft-0[67]\b/.test($schema)) return '7';
  return $schema.includes('2019-09') ? '2019-09' : '2020-12';
}
