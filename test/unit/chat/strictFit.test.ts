import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../src/base/json.ts';
import { strictFit } from '../../../src/chat/strictFit.ts';

const properties: JsonObject = {
  text: { type: ['string', 'null'], description: 'Words.', pattern: '^a' },
  when: { type: 'string', format: 'date-time' },
  many: { type: 'array', items: { type: 'integer', minimum: 1, multipleOf: 2 }, maxItems: 3 },
  one: { anyOf: [{ $ref: '#/$defs/part' }, { type: 'null' }, { const: 'x' }] },
  none: { type: 'object', properties: {}, required: [], additionalProperties: false },
};

const fitting: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Everything that strict mode takes',
  type: 'object',
  properties,
  required: ['text', 'when', 'many', 'one', 'none'],
  additionalProperties: false,
  $defs: {
    part: {
      type: 'object',
      properties: { again: { $ref: '#' }, kind: { enum: ['a', 1] } },
      required: ['kind', 'again'],
      additionalProperties: false,
    },
  },
};

/** The fitting schema with another one in place of `text`. */
function within(schema: JsonValue): JsonObject {
  return { ...fitting, properties: { ...properties, text: schema } };
}

describe('What strict mode takes', () => {
  it('is a closed object with types all the way down', () => {
    assert.deepEqual(strictFit(fitting), []);
  });

  const misfits: readonly (readonly [string, JsonObject, string, RegExp])[] = [
    ['a root that is no object', { type: 'array', items: { type: 'string' } }, '', /root/],
    ['alternatives at the root', { ...fitting, anyOf: [] }, '', /root/],
    ['an open object', { ...fitting, additionalProperties: true }, '', /additionalProperties/],
    ['a property that may be missing', { ...fitting, required: ['when'] }, '', /"text" is not/],
    [
      'no list of what is required',
      within({ type: 'object', additionalProperties: false, properties: { a: { type: 'null' } } }),
      '/properties/text',
      /"a" is not required/,
    ],
    ['an object that says nothing', within({ type: 'object' }), '/properties/text', /additional/],
    [
      'a limit on the length of a text',
      within({ type: 'string', minLength: 1 }),
      '/properties/text',
      /"minLength"/,
    ],
    ['another format', within({ type: 'string', format: 'uri' }), '/properties/text', /"uri"/],
    ['a default', within({ type: 'string', default: '' }), '/properties/text', /"default"/],
    [
      'exactly one of several',
      within({ oneOf: [{ type: 'null' }] }),
      '/properties/text',
      /"oneOf"/,
    ],
    ['a list without a schema', within({ type: 'array' }), '/properties/text', /items/],
    [
      'items of any kind',
      within({ type: 'array', items: {} }),
      '/properties/text/items',
      /no type/,
    ],
    ['anything', within(true), '/properties/text', /no schema with a type/],
    [
      'a reference with more beside it',
      within({ $ref: '#/$defs/part', title: 'x' }),
      '/properties/text',
      /beside/,
    ],
    [
      'a reference elsewhere',
      within({ $ref: 'other.json' }),
      '/properties/text',
      /another document/,
    ],
    [
      'an alternative that is open',
      within({ anyOf: [{ type: 'null' }, { type: 'object' }] }),
      '/properties/text/anyOf/1',
      /additional/,
    ],
    [
      'an open definition',
      { ...fitting, $defs: { 'a/b': { type: 'object' } } },
      '/$defs/a~1b',
      /additional/,
    ],
  ];
  for (const [name, schema, path, words] of misfits) {
    it(`is not ${name}`, () => {
      const [misfit] = strictFit(schema);
      assert.equal(misfit?.path, path);
      assert.match(misfit.message, words);
    });
  }
});
