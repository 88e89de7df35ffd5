import * as l10n from '@vscode/l10n';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { childPointer } from '../base/jsonPointer.ts';

/** Something in a schema that keeps it from being one. */
export interface SchemaFault {
  /** JSON pointer into the schema; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** @returns the first fault in the form of a schema, from the outside in */
export function findSchemaFault(schema: unknown, path = ''): SchemaFault | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isJsonObject(schema)) {
    return { path, message: l10n.t('a schema is an object, true or false') };
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const at = childPointer(path, keyword);
    const fault = valueFault(keyword, value, at) ?? childFault(keyword, value, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
const ONE = new Set(
  `not if then else contains additionalProperties propertyNames unevaluatedProperties
  unevaluatedItems additionalItems`.split(/\s+/),
);
const LIST = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const MAP = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
const COUNT = new Set(
  `minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains`.split(
    ' ',
  ),
);

/** What a keyword's own value must be; keywords that nobody knows are left alone. */
function valueFault(keyword: string, value: unknown, path: string): SchemaFault | undefined {
  const fault = (message: string): SchemaFault => ({ path, message });
  if (keyword === 'type') {
    const types: readonly unknown[] = Array.isArray(value) ? value : [value];
    const strange = types.find(type => typeof type !== 'string' || !TYPES.has(type));
    return types.length === 0 || strange !== undefined
      ? fault(l10n.t('the type {0} does not exist', JSON.stringify(strange ?? value)))
      : undefined;
  }
  if (keyword === 'required' && !isTextList(value)) return fault(l10n.t('it must list names'));
  if (keyword === 'enum' && !Array.isArray(value)) return fault(l10n.t('it must be a list'));
  if (keyword === '$ref' && typeof value !== 'string') return fault(l10n.t('it must be text'));
  if (keyword === 'pattern') return isPattern(value) ? undefined : fault(noPattern());
  if (keyword === 'multipleOf' && !(typeof value === 'number' && value > 0)) {
    return fault(l10n.t('it must be a number above 0'));
  }
  if ((keyword === 'minimum' || keyword === 'maximum') && typeof value !== 'number') {
    return fault(l10n.t('it must be a number'));
  }
  return COUNT.has(keyword) && !(typeof value === 'number' && value >= 0)
    ? fault(l10n.t('it must be a number of 0 or more'))
    : undefined;
}

function childFault(keyword: string, value: unknown, path: string): SchemaFault | undefined {
  if (keyword === 'items') {
    return Array.isArray(value) ? listFault(value, path) : findSchemaFault(value, path);
  }
  if (ONE.has(keyword)) return findSchemaFault(value, path);
  if (LIST.has(keyword)) {
    return Array.isArray(value) ? listFault(value, path) : notSchemas(path);
  }
  if (!MAP.has(keyword)) return undefined;
  return isJsonObject(value) ? mapFault(keyword, value, path) : notSchemas(path);
}

function listFault(schemas: readonly unknown[], path: string): SchemaFault | undefined {
  for (const [index, schema] of schemas.entries()) {
    const fault = findSchemaFault(schema, childPointer(path, String(index)));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function mapFault(keyword: string, schemas: JsonObject, path: string): SchemaFault | undefined {
  for (const [name, schema] of Object.entries(schemas)) {
    const at = childPointer(path, name);
    if (keyword === 'patternProperties' && !isPattern(name)) {
      return { path: at, message: noPattern() };
    }
    const fault = findSchemaFault(schema, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function notSchemas(path: string): SchemaFault {
  return { path, message: l10n.t('it must hold schemas') };
}

function noPattern(): string {
  return l10n.t('it is no regular expression');
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every(one => typeof one === 'string');
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value, 'u').unicode;
  } catch {
    return false;
  }
}
