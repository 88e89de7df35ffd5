import * as l10n from '@vscode/l10n';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { childPointer } from '../base/jsonPointer.ts';

/** Why a schema cannot be sent with `strict: true`. */
export interface StrictMisfit {
  /** JSON pointer into the schema; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/**
 * Checks a schema against the rules of OpenAI's strict mode, which refuses a request otherwise: an
 * object at the root, every object closed with all its properties required, a type everywhere, and
 * a small set of keywords (spec/runware-api.md 2.2). What is in doubt counts as a misfit, because
 * without `strict` every schema is taken.
 * @returns every misfit, from the outside in; none if it fits
 */
export function strictFit(schema: JsonObject): readonly StrictMisfit[] {
  const root: StrictMisfit[] =
    schema['type'] === 'object' && !('anyOf' in schema)
      ? []
      : [{ path: '', message: l10n.t('the root is not of the type object') }];
  return [...root, ...misfitsOf(schema, '')];
}

const KEYWORDS = new Set(
  `$schema $defs definitions $ref title description type enum const anyOf properties required
  additionalProperties items pattern format multipleOf minimum maximum exclusiveMinimum
  exclusiveMaximum minItems maxItems`.split(/\s+/),
);
const FORMATS = new Set('date-time time date duration email hostname ipv4 ipv6 uuid'.split(' '));
const WITH_REF = new Set(['$ref', '$schema', '$defs', 'definitions']);

function misfitsOf(schema: unknown, path: string): StrictMisfit[] {
  if (!isJsonObject(schema)) {
    return [{ path, message: l10n.t('it is no schema with a type') }];
  }
  const misfits = [
    ...keywordMisfits(schema),
    ...(isTyped(schema) ? [] : [l10n.t('it has no type')]),
    ...(isOf(schema, 'object') ? objectMisfits(schema) : []),
    ...(isOf(schema, 'array') && !('items' in schema)
      ? [l10n.t('the items of the array have no schema')]
      : []),
  ].map(message => ({ path, message }));
  return [...misfits, ...children(schema, path).flatMap(([child, at]) => misfitsOf(child, at))];
}

function keywordMisfits(schema: JsonObject): string[] {
  const { $ref, format } = schema;
  const strangers = Object.keys(schema)
    .filter(keyword => !KEYWORDS.has(keyword))
    .map(keyword => l10n.t('it has "{0}"', keyword));
  const badFormat = typeof format === 'string' && !FORMATS.has(format);
  if (badFormat) strangers.push(l10n.t('it has the format "{0}"', format));
  if ($ref === undefined) return strangers;
  if (typeof $ref !== 'string' || !$ref.startsWith('#')) {
    strangers.push(l10n.t('it refers to another document'));
  }
  if (Object.keys(schema).some(keyword => !WITH_REF.has(keyword))) {
    strangers.push(l10n.t('it has more beside "$ref"'));
  }
  return strangers;
}

function objectMisfits({ additionalProperties, properties, required }: JsonObject): string[] {
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  const listed = new Set<unknown>(Array.isArray(required) ? required : []);
  const optional = names.find(name => !listed.has(name));
  return [
    ...(additionalProperties === false
      ? []
      : [l10n.t('the object has no "additionalProperties": false')]),
    ...(optional === undefined ? [] : [l10n.t('the property "{0}" is not required', optional)]),
  ];
}

function isTyped(schema: JsonObject): boolean {
  return ['type', 'enum', 'const', 'anyOf', '$ref'].some(keyword => keyword in schema);
}

function isOf({ type }: JsonObject, name: string): boolean {
  return type === name || (Array.isArray(type) && type.some(one => one === name));
}

function children(schema: JsonObject, path: string): (readonly [unknown, string])[] {
  const below: (readonly [unknown, string])[] = [];
  for (const keyword of ['properties', '$defs', 'definitions']) {
    const map = schema[keyword];
    if (!isJsonObject(map)) continue;
    for (const [name, child] of Object.entries(map)) {
      below.push([child, childPointer(childPointer(path, keyword), name)]);
    }
  }
  if ('items' in schema) below.push([schema['items'], childPointer(path, 'items')]);
  const alternatives: unknown = schema['anyOf'];
  if (Array.isArray(alternatives)) {
    for (const [index, child] of alternatives.entries()) {
      below.push([child, childPointer(childPointer(path, 'anyOf'), String(index))]);
    }
  }
  return below;
}
