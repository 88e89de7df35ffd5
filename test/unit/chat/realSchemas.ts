import type { JsonObject } from '../../../src/base/json.ts';

/** A schema as people and their tools write them, with a value that fits and some that do not. */
export interface RealSchema {
  readonly name: string;
  readonly schema: JsonObject;
  /** True if OpenAI's strict mode takes it. */
  readonly strict: boolean;
  readonly fits: readonly unknown[];
  /** The path of the only problem, and the value that has it. */
  readonly fails: readonly (readonly [path: string, value: unknown])[];
}

const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const text = { type: 'string' };

export const realSchemas: readonly RealSchema[] = [
  {
    name: 'the steps of a calculation, as in OpenAI’s guide',
    schema: closed({
      steps: { type: 'array', items: closed({ explanation: text, output: text }) },
      final_answer: text,
    }),
    strict: true,
    fits: [
      { steps: [], final_answer: 'x' },
      { steps: [{ explanation: 'a', output: 'b' }], final_answer: '' },
    ],
    fails: [
      ['/steps/0', { steps: [{ explanation: 'a' }], final_answer: '' }],
      [
        '/steps/1/output',
        {
          steps: [
            { explanation: 'a', output: 'b' },
            { explanation: 'a', output: 7 },
          ],
          final_answer: '',
        },
      ],
      ['/more', { steps: [], final_answer: '', more: 1 }],
    ],
  },
  {
    name: 'a user interface that holds itself',
    schema: {
      ...closed({
        type: { type: 'string', enum: ['div', 'button'] },
        label: text,
        children: { type: 'array', items: { $ref: '#' } },
      }),
    },
    strict: true,
    fits: [{ type: 'div', label: '', children: [{ type: 'button', label: 'OK', children: [] }] }],
    fails: [
      [
        '/children/0/type',
        {
          type: 'div',
          label: '',
          children: [{ type: 'image', label: '', children: [] }],
        },
      ],
    ],
  },
  {
    name: 'a linked list in definitions, with null at its end',
    schema: {
      ...closed({ list: { $ref: '#/$defs/node' } }),
      $defs: {
        node: closed({
          value: { type: 'number' },
          next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
        }),
      },
    },
    strict: true,
    fits: [{ list: { value: 1, next: { value: 2, next: null } } }],
    fails: [
      ['/list/next/value', { list: { value: 1, next: { value: '2', next: null } } }],
      ['/list/next', { list: { value: 1, next: 5 } }],
    ],
  },
  {
    name: 'a model of Pydantic',
    schema: {
      title: 'Invoice',
      type: 'object',
      $defs: {
        Line: {
          title: 'Line',
          type: 'object',
          properties: {
            sku: { title: 'Sku', type: 'string', pattern: '^[A-Z]{3}-\\d+$' },
            quantity: { title: 'Quantity', type: 'integer', exclusiveMinimum: 0 },
            note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Note' },
          },
          required: ['sku', 'quantity'],
        },
      },
      properties: {
        number: { title: 'Number', type: 'string', minLength: 1 },
        lines: { items: { $ref: '#/$defs/Line' }, minItems: 1, title: 'Lines', type: 'array' },
      },
      required: ['number', 'lines'],
    },
    strict: false,
    fits: [{ number: '1', lines: [{ sku: 'ABC-1', quantity: 2, note: null }], other: true }],
    fails: [
      ['/lines/0/sku', { number: '1', lines: [{ sku: 'abc', quantity: 2 }] }],
      ['/lines/0/quantity', { number: '1', lines: [{ sku: 'ABC-1', quantity: 0 }] }],
      ['/lines', { number: '1', lines: [] }],
      ['/number', { number: '', lines: [{ sku: 'ABC-1', quantity: 1 }] }],
    ],
  },
  {
    name: 'what zod writes',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...closed({
        email: { type: 'string', format: 'email' },
        tags: { type: 'array', items: text },
        level: { type: 'string', enum: ['low', 'high'] },
      }),
    },
    strict: true,
    fits: [{ email: 'a@b.example', tags: ['x'], level: 'low' }],
    fails: [
      ['/email', { email: 'nobody', tags: [], level: 'low' }],
      ['/level', { email: 'a@b.example', tags: [], level: 'middle' }],
      ['', 'text'],
    ],
  },
  {
    name: 'a union that is told apart by a constant',
    schema: {
      type: 'object',
      properties: {
        shape: {
          oneOf: [
            {
              type: 'object',
              properties: { kind: { const: 'circle' }, radius: { type: 'number', minimum: 0 } },
              required: ['kind', 'radius'],
            },
            {
              type: 'object',
              properties: { kind: { const: 'square' }, side: { type: 'number', minimum: 0 } },
              required: ['kind', 'side'],
            },
          ],
        },
      },
      required: ['shape'],
    },
    strict: false,
    fits: [{ shape: { kind: 'circle', radius: 1 } }, { shape: { kind: 'square', side: 0 } }],
    fails: [
      ['/shape/side', { shape: { kind: 'square', side: -1 } }],
      ['/shape', { shape: { kind: 'square', radius: 1 } }],
      ['/shape', { shape: { kind: 'line' } }],
      ['/shape', { shape: 'square' }],
    ],
  },
  {
    name: 'a product of draft 4',
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'http://example.com/product',
      type: 'object',
      properties: {
        id: { type: 'integer' },
        price: { type: 'number', minimum: 0, exclusiveMinimum: true },
        tags: { type: 'array', items: text, minItems: 1, uniqueItems: true },
        box: { $ref: '#/definitions/box' },
      },
      required: ['id', 'price'],
      definitions: { box: { type: 'array', items: [{ type: 'number' }, { type: 'number' }] } },
    },
    strict: false,
    fits: [{ id: 1, price: 0.01, tags: ['a', 'b'], box: [1, 2] }],
    fails: [
      ['/price', { id: 1, price: 0 }],
      ['/tags', { id: 1, price: 1, tags: ['a', 'a'] }],
      ['/box/1', { id: 1, price: 1, box: [1, 'b'] }],
    ],
  },
  {
    name: 'a place of draft 7 with conditions',
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { country: { enum: ['DE', 'US'] }, code: text },
      required: ['country'],
      dependencies: { code: ['country'] },
      if: { properties: { country: { const: 'US' } } },
      then: { properties: { code: { pattern: '^\\d{5}(-\\d{4})?$' } } },
      else: { properties: { code: { pattern: '^\\d{5}$' } } },
    },
    strict: false,
    fits: [
      { country: 'US', code: '12345-6789' },
      { country: 'DE', code: '12345' },
    ],
    fails: [
      ['/code', { country: 'DE', code: '12345-6789' }],
      ['/country', { country: 'FR' }],
    ],
  },
  {
    name: 'settings by patterns of their names',
    schema: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][A-Za-z0-9.]*$' },
      patternProperties: { '^size\\.': { type: 'integer', multipleOf: 4 } },
      additionalProperties: { type: ['string', 'boolean'] },
      minProperties: 1,
    },
    strict: false,
    fits: [{ 'size.tab': 8, theme: 'dark', wrap: true }],
    fails: [
      ['/size.tab', { 'size.tab': 6 }],
      ['/theme', { theme: null }],
      ['/Theme~1x', { 'Theme/x': 'dark' }],
      ['', {}],
    ],
  },
  {
    name: 'a position of GeoJSON, by place',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'array',
      prefixItems: [
        { type: 'number', minimum: -180, maximum: 180 },
        { type: 'number', minimum: -90, maximum: 90 },
      ],
      items: false,
      minItems: 2,
    },
    strict: false,
    fits: [[13.4, 52.5]],
    fails: [
      ['/1', [13.4, 152.5]],
      ['/2', [13.4, 52.5, 34]],
      ['', [13.4]],
    ],
  },
  {
    name: 'a team that has a lead',
    schema: {
      type: 'array',
      contains: { type: 'object', properties: { role: { const: 'lead' } }, required: ['role'] },
      minContains: 1,
      maxContains: 2,
      items: { type: 'object', not: { required: ['password'] } },
    },
    strict: false,
    fits: [[{ role: 'lead' }, { role: 'other' }]],
    fails: [
      ['', [{ role: 'other' }]],
      ['', [{ role: 'lead' }, { role: 'lead' }, { role: 'lead' }]],
      ['/1', [{ role: 'lead' }, { password: 'x' }]],
    ],
  },
  {
    name: 'composed parts that allow nothing else',
    schema: {
      allOf: [{ $ref: '#/$defs/named' }, { properties: { age: { type: 'integer' } } }],
      unevaluatedProperties: false,
      dependentRequired: { age: ['born'] },
      $defs: {
        named: { properties: { name: text, born: { format: 'date' } }, required: ['name'] },
      },
    },
    strict: false,
    fits: [{ name: 'a', age: 1, born: '2025-01-31' }],
    fails: [
      ['/nick', { name: 'a', nick: 'b' }],
      ['', {}],
      ['', { name: 'a', age: 1 }],
      ['/born', { name: 'a', born: '31.1.2025' }],
    ],
  },
  {
    name: 'nothing at all',
    schema: {},
    strict: false,
    fits: [null, 1, 'x', [], {}],
    fails: [],
  },
];
