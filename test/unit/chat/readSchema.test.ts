import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { readSchema } from '../../../src/chat/readSchema.ts';
import { realSchemas } from './realSchemas.ts';

const strict = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
};
const loose = { type: 'object', properties: { a: { type: 'string' } } };

function refusal(text: string): string {
  try {
    readSchema(text);
  } catch (error) {
    if (error instanceof PlumbError) return error.message;
    throw error;
  }
  return '';
}

describe('A schema for an answer', () => {
  for (const { name, schema, strict: fits } of realSchemas) {
    it(`may be ${name}`, () => {
      const read = readSchema(JSON.stringify(schema, null, 2));
      assert.deepEqual(read.schema, schema);
      assert.deepEqual(read.sent, fits ? schema : { name: read.name, schema, strict: false });
      assert.equal(read.notes.length, fits ? 0 : 1);
    });
  }

  it('is sent as it is where strict mode takes it', () => {
    assert.deepEqual(readSchema(JSON.stringify(strict)), {
      sent: strict,
      schema: strict,
      name: 'response',
      notes: [],
    });
    const envelope = { name: 'my-answer_2', schema: strict, strict: true };
    assert.deepEqual(readSchema(JSON.stringify(envelope)), {
      sent: envelope,
      schema: strict,
      name: 'my-answer_2',
      notes: [],
    });
  });

  it('is sent without strict where strict mode would refuse it, which is said', () => {
    const { sent, notes } = readSchema(JSON.stringify(loose));
    assert.deepEqual(sent, { name: 'response', schema: loose, strict: false });
    assert.match(notes.join(), /additionalProperties.*"strict": false/);
    const insisting = readSchema(JSON.stringify({ name: 'a', schema: loose, strict: true }));
    assert.deepEqual(insisting.sent, { name: 'a', schema: loose, strict: false });
    assert.equal(insisting.notes.length, 1);
    const asked = readSchema(JSON.stringify({ name: 'a', schema: loose, strict: false }));
    assert.deepEqual(asked.notes, [], 'this is what was asked for');
  });

  it('keeps an envelope that asks for no strictness as it is', () => {
    const envelope = { name: 'a', schema: strict, strict: false };
    assert.deepEqual(readSchema(JSON.stringify(envelope)).sent, envelope);
    const silent = readSchema(JSON.stringify({ name: 'a', schema: strict }));
    assert.deepEqual(silent.sent, { name: 'a', schema: strict, strict: true });
  });

  it('may be OpenAI’s whole response format', () => {
    const inner = { name: 'a', description: 'Words.', schema: strict, strict: true };
    const read = readSchema(JSON.stringify({ type: 'json_schema', json_schema: inner }));
    assert.deepEqual(read.sent, { name: 'a', schema: strict, strict: true });
    assert.deepEqual(read.notes, [
      'The part under "json_schema" is sent.',
      'Left out: description',
    ]);
  });

  it('is text where it is given as text', () => {
    const text = JSON.stringify(strict);
    assert.equal(readSchema(JSON.stringify(text)).sent, text);
    assert.deepEqual(readSchema(JSON.stringify(text)).schema, strict);
    const changed = readSchema(JSON.stringify(JSON.stringify(loose))).sent;
    assert.equal(changed, JSON.stringify({ name: 'response', schema: loose, strict: false }));
  });

  it('may have a property that is called schema', () => {
    const schema = { ...loose, properties: { schema: { type: 'object' } }, schema: {} };
    assert.deepEqual(readSchema(JSON.stringify(schema)).schema, schema);
    const wrapped = { ...loose, title: 'Ein Titel!' };
    assert.equal(readSchema(JSON.stringify(wrapped)).name, 'Ein_Titel_');
    const long = readSchema(JSON.stringify({ name: 'x'.repeat(70), schema: strict }));
    assert.equal(long.name, 'x'.repeat(64));
    assert.match(long.notes.join(), /under the name/);
    assert.equal(readSchema(JSON.stringify({ name: '…', schema: strict })).name, 'response');
  });

  const refusals: readonly (readonly [string, RegExp])[] = [
    ['', /There is no JSON Schema/],
    [' \n', /There is no JSON Schema/],
    ['[]', /is a JSON object/],
    ['true', /is a JSON object/],
    ['"text"', /no JSON. Line 1, column 1/],
    ['{"type": "object",}', /Line 1, column 18: a comma/],
    ['{\n  // a comment\n}', /Line 2, column 3: JSON has no comments/],
    ['{"type": "object"', /Line 1, column 18: the text ends/],
    ["{'type': 'object'}", /Line 1, column 2: this cannot stand here: 'type'/],
    ['{"type": "text"}', /\/type: the type "text" does not exist/],
    ['{"properties": {"a": {"type": ["string", "nil"]}}}', /\/properties\/a\/type/],
    ['{"properties": []}', /\/properties: it must hold schemas/],
    ['{"properties": {"a": "string"}}', /\/properties\/a: a schema is an object/],
    ['{"required": "a"}', /\/required: it must list names/],
    ['{"items": {"pattern": "("}}', /\/items\/pattern: it is no regular expression/],
    ['{"patternProperties": {"[": {}}}', /\/patternProperties\/\[: it is no regular/],
    ['{"anyOf": {}}', /\/anyOf: it must hold schemas/],
    ['{"not": 1}', /\/not: a schema is an object/],
    ['{"enum": "a"}', /\/enum: it must be a list/],
    ['{"minimum": "1"}', /\/minimum: it must be a number/],
    ['{"maxLength": -1}', /\/maxLength: it must be a number of 0 or more/],
    ['{"multipleOf": 0}', /\/multipleOf: it must be a number above 0/],
    ['{"$ref": "https://example.org/a.json"}', /does not fetch schemas/],
    ['{"items": {"$ref": "#/$defs/none"}}', /#\/\$defs\/none, which is not in it/],
    ['{"$id": "http://["}', /no JSON Schema/],
    ['{"name": "a", "schema": {"type": "text"}}', /\/type: the type "text"/],
  ];
  for (const [text, words] of refusals) {
    it(`is none in ${JSON.stringify(text)}`, () => {
      assert.match(refusal(text), words);
    });
  }
});
