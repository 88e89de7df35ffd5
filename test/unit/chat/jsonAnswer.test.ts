import assert from 'node:assert/strict';
import { checkAnswer } from '../../../src/chat/jsonAnswer.ts';
import { realSchemas } from './realSchemas.ts';

const person = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name'],
};

describe('An answer in JSON', () => {
  for (const { name, schema, fits, fails } of realSchemas) {
    it(`is held against ${name}`, () => {
      for (const value of fits) {
        const text = JSON.stringify(value);
        assert.deepEqual(checkAnswer(text, schema), {
          value,
          pretty: JSON.stringify(value, null, 2),
          problems: [],
        });
      }
      for (const [path, value] of fails) {
        const text = JSON.stringify(value);
        const { problems } = checkAnswer(text, schema);
        assert.deepEqual(
          problems.map(problem => problem.path),
          [path],
          `${text} ${JSON.stringify(problems)}`,
        );
      }
    });
  }

  const good = '{"name":"Ada","age":36}';
  const forms: readonly (readonly [string, string])[] = [
    ['as it is', good],
    ['with space around it', `\n  ${good}\n`],
    ['behind a byte order mark', `\uFEFF${good}`],
    ['encoded twice', JSON.stringify(good)],
    ['in a fence', `\`\`\`json\n${good}\n\`\`\``],
    ['in a fence without a language', `\`\`\`\n${good}\n\`\`\`\n`],
    [
      'in a fence with words around it',
      `Here it is:\r\n\r\n\`\`\`json\r\n${good}\r\n\`\`\`\r\nBye.`,
    ],
    ['encoded twice in a fence', `\`\`\`json\n${JSON.stringify(good)}\n\`\`\``],
  ];
  for (const [how, text] of forms) {
    it(`is read ${how}`, () => {
      assert.deepEqual(checkAnswer(text, person), {
        value: { name: 'Ada', age: 36 },
        pretty: '{\n  "name": "Ada",\n  "age": 36\n}',
        problems: [],
      });
    });
  }

  it('stays a string where a string was asked for', () => {
    const text = JSON.stringify('{"name":"Ada"}');
    assert.equal(checkAnswer(text, { type: 'string' }).value, '{"name":"Ada"}');
    assert.deepEqual(checkAnswer(text, person).value, { name: 'Ada' });
    assert.deepEqual(checkAnswer('"Ada"', person).problems, [
      { path: '', message: 'It must be object, but is string.' },
    ]);
  });

  it('says in words what is wrong, and all of it', () => {
    assert.deepEqual(checkAnswer('{"age":"36"}', person).problems, [
      { path: '', message: 'The property "name" is missing.' },
      { path: '/age', message: 'It must be integer, but is string.' },
    ]);
  });

  it('has words for every constraint', () => {
    const words: readonly (readonly [object, unknown, string])[] = [
      [{ type: ['string', 'null'] }, [], 'It must be string | null, but is array.'],
      [{ enum: ['a', 1] }, 'b', 'It must be one of ["a",1].'],
      [{ const: 'a' }, 'b', 'It must be a.'],
      [{ minimum: 3 }, 2, 'It must be at least 3.'],
      [{ maximum: 3 }, 4, 'It must be at most 3.'],
      [{ exclusiveMinimum: 3 }, 3, 'It must be more than 3.'],
      [{ exclusiveMaximum: 3 }, 3, 'It must be less than 3.'],
      [{ multipleOf: 0.1 }, 0.25, 'It must be a multiple of 0.1.'],
      [{ minLength: 2 }, '😀', 'It must have at least 2 characters.'],
      [{ maxLength: 1 }, 'ab', 'It must have at most 1 characters.'],
      [{ pattern: '^a' }, 'b', 'It must match the pattern ^a.'],
      [{ format: 'date' }, 'today', 'It must have the format date.'],
      [{ minItems: 1 }, [], 'It must have at least 1 items.'],
      [{ maxItems: 0 }, [1], 'It must have at most 0 items.'],
      [{ uniqueItems: true }, [1, 1], 'It has the same item twice.'],
      [{ minProperties: 1 }, {}, 'It must have at least 1 properties.'],
      [{ maxProperties: 0 }, { a: 1 }, 'It must have at most 0 properties.'],
      [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, 'A property must not have this name.'],
      [{ contains: { const: 1 } }, [2], 'It has too few items that fit "contains".'],
      [{ contains: {}, minContains: 2 }, [2], 'It has too few items that fit "contains".'],
      [{ contains: {}, maxContains: 1 }, [2, 3], 'It has too many items that fit "contains".'],
      [{ not: {} }, 1, 'It must not fit the schema under "not".'],
      [{ anyOf: [{ const: 1 }, { const: 2 }] }, 3, 'It fits none of the alternatives.'],
      [{ oneOf: [{ const: 1 }, { const: 2 }] }, 3, 'It fits none of the alternatives.'],
      [
        { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
        3,
        'It fits several of the alternatives, and must fit one only.',
      ],
      [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'With "a" it needs the property "b" too.'],
      [
        { $schema: 'http://json-schema.org/draft-07/schema#', dependencies: { a: ['b'] } },
        { a: 1 },
        'With "a" it needs the property "b" too.',
      ],
      [{ additionalProperties: false }, { a: 1 }, 'It is not allowed here.'],
      [{ required: ['a "b"'] }, {}, 'The property "a "b"" is missing.'],
    ];
    for (const [schema, value, message] of words) {
      const { problems } = checkAnswer(JSON.stringify(value), { ...schema });
      assert.deepEqual(
        problems.map(problem => problem.message),
        [message],
      );
    }
  });

  it('says where it stops being JSON, and stays what it is', () => {
    const text = '{"name": "Ada",\n "age": 3';
    assert.deepEqual(checkAnswer(text, person), {
      value: undefined,
      pretty: text,
      problems: [
        {
          path: '',
          message: 'The answer is no JSON. Line 2, column 10: the text ends before the JSON does.',
        },
      ],
    });
    assert.match(checkAnswer('', person).problems[0]?.message ?? '', /no JSON/);
  });

  it('fits when any JSON was asked for', () => {
    assert.deepEqual(checkAnswer('[1]', undefined).problems, []);
    assert.equal(checkAnswer('no', undefined).problems.length, 1);
  });

  it('keeps numbers that are longer than a double', () => {
    const { pretty } = checkAnswer('{"id":12345678901234567890}', {});
    assert.equal(pretty, '{\n  "id": 12345678901234567890\n}');
  });

  it('S13: never has a schema fetched, and says so', () => {
    const schema = { properties: { a: { $ref: 'https://example.org/schema.json' } } };
    const { problems } = checkAnswer('{"a":1}', schema);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /https:\/\/example\.org\/.*does not fetch/);
  });

  it('survives a schema that is none', () => {
    for (const schema of [
      { $ref: '#' },
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } },
      { $id: 'http://[', type: 'object' },
      { pattern: '(' },
      { anyOf: 7 },
      { properties: null },
      { required: 5 },
    ]) {
      for (const text of ['{"a":1}', '"x"']) {
        assert.ok(Array.isArray(checkAnswer(text, schema).problems), JSON.stringify(schema));
      }
    }
    const { problems } = checkAnswer('"x"', { pattern: '(' });
    assert.match(problems[0]?.message ?? '', /The schema cannot be used/);
  });

  it('S16: is judged by its own properties', () => {
    const closed = { type: 'object', properties: {}, additionalProperties: false };
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const { problems } = checkAnswer(`{"${name}":1}`, closed);
      assert.deepEqual(
        problems.map(problem => problem.path),
        [`/${name}`],
      );
      const missing = checkAnswer('{}', { required: [name] });
      assert.equal(missing.problems.length, 1, name);
    }
  });

  it('tells at most a hundred problems, and leaves the schema as it was', () => {
    const schema = { type: 'array', items: { type: 'string' } };
    const before = JSON.stringify(schema);
    const text = JSON.stringify(Array.from({ length: 1_000 }, (_, index) => index));
    assert.equal(checkAnswer(text, schema).problems.length, 100);
    assert.equal(JSON.stringify(schema), before);
    assert.deepEqual(Object.getOwnPropertyNames(schema), ['type', 'items']);
  });
});
