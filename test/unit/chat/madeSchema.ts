import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/base/json.ts';
import { childPointer } from '../../../src/base/jsonPointer.ts';

/** A schema, a value that fits, and values in which exactly one thing does not. */
export interface MadeSchema {
  readonly schema: JsonObject;
  readonly value: JsonValue;
  readonly broken: readonly Broken[];
}

interface Broken {
  /** JSON pointer to what does not fit. */
  readonly path: string;
  readonly value: JsonValue;
}

const broken = (value: JsonValue): Broken => ({ path: '', value });

const text = fc.stringMatching(/^[a-z]{2,6}$/).map((value): MadeSchema => ({
  schema: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 6 },
  value,
  broken: [7, null, 'a', 'abcdefg', 'ABC', [value]].map(broken),
}));

const integer = fc.integer({ min: -50, max: 50 }).map((half): MadeSchema => ({
  schema: { type: 'integer', minimum: -100, maximum: 100, multipleOf: 2 },
  value: half * 2,
  broken: ['1', 1.5, 3, 102, -102, true, {}].map(broken),
}));

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true }).map((value): MadeSchema => ({
  schema: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  value,
  broken: [0, 1, '0.5'].map(broken),
}));

const choice = fc.constantFrom('a', 'b').map((value): MadeSchema => ({
  schema: { enum: ['a', 'b'] },
  value,
  broken: ['c', 1, null].map(broken),
}));

const constant = fc.constantFrom<JsonValue>('x', 0, { a: [1] }).map((value): MadeSchema => ({
  schema: { const: value },
  value,
  broken: ['y', 1, {}].map(broken),
}));

const flag = fc.boolean().map((value): MadeSchema => ({
  schema: { type: 'boolean' },
  value,
  broken: [0, 'true'].map(broken),
}));

function listOf(item: MadeSchema, length: number): MadeSchema {
  const items = Array.from({ length }, () => item.value);
  return {
    schema: { type: 'array', items: item.schema, minItems: length, maxItems: length },
    value: items,
    broken: [
      broken({}),
      broken(items.slice(1)),
      broken([...items, item.value]),
      ...item.broken.map(({ path, value }) => ({
        path: `/${length - 1}${path}`,
        value: [...items.slice(1), value],
      })),
    ],
  };
}

function objectOf(properties: Readonly<Record<string, MadeSchema>>): MadeSchema {
  const entries = Object.entries(properties);
  const value = Object.fromEntries(entries.map(([name, made]) => [name, made.value]));
  const without = (name: string): JsonObject =>
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, made]) => [name, made.schema])),
      required: Object.keys(properties),
      additionalProperties: false,
    },
    value,
    broken: [
      broken([]),
      { path: '/one more', value: { ...value, 'one more': 1 } },
      ...entries.flatMap(([name, made]) => [
        broken(without(name)),
        ...made.broken.map(inner => ({
          path: childPointer('', name) + inner.path,
          value: { ...value, [name]: inner.value },
        })),
      ]),
    ],
  };
}

/** Null is allowed too, so what was broken by null is not. */
function nullable(made: MadeSchema): MadeSchema {
  return {
    schema: { anyOf: [made.schema, { type: 'null' }] },
    value: made.value,
    broken: made.broken.filter(({ value }) => value !== null),
  };
}

/** The same through a reference. */
function defined(made: MadeSchema): MadeSchema {
  const whole = objectOf({ it: made });
  const { schema } = objectOf({ it: { ...made, schema: { $ref: '#/$defs/a~1%25b' } } });
  return { ...whole, schema: { ...schema, $defs: { 'a/%b': made.schema } } };
}

const names = fc.constantFrom('id', 'a/b', 'c~d', 'ü #%', 'properties', '$ref', '');

const { any } = fc.letrec<{ any: MadeSchema }>(tie => {
  const leaf = fc.oneof(text, integer, share, choice, constant, flag);
  return {
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(tie('any'), fc.integer({ min: 1, max: 3 }))
        .map(([item, length]) => listOf(item, length)),
      fc.dictionary(names, tie('any'), { minKeys: 1, maxKeys: 3 }).map(objectOf),
      tie('any').map(nullable),
    ),
  };
});

export const madeSchema: fc.Arbitrary<MadeSchema> = fc.oneof(any, any.map(defined));
