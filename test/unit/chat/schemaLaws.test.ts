import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAnswer } from '../../../src/chat/jsonAnswer.ts';
import { readSchema } from '../../../src/chat/readSchema.ts';
import { madeSchema } from './madeSchema.ts';

describe('The laws of answers in JSON', () => {
  it('whatever is made by a schema fits it', () => {
    fc.assert(
      fc.property(madeSchema, ({ schema, value }) => {
        assert.deepEqual(checkAnswer(JSON.stringify(value), schema), {
          value,
          pretty: JSON.stringify(value, null, 2),
          problems: [],
        });
      }),
    );
  });

  it('whatever breaks one constraint is told with its place and no other', () => {
    fc.assert(
      fc.property(madeSchema, ({ schema, broken }) => {
        for (const { path, value } of broken) {
          const { problems } = checkAnswer(JSON.stringify(value), schema);
          assert.deepEqual(
            [...new Set(problems.map(problem => problem.path))],
            [path],
            JSON.stringify([value, problems]),
          );
        }
      }),
    );
  });

  it('whatever schema is made can be read and is sent so that it stays the same', () => {
    fc.assert(
      fc.property(madeSchema, ({ schema }) => {
        const read = readSchema(JSON.stringify(schema));
        assert.deepEqual(read.schema, schema);
        assert.ok(JSON.stringify(read.sent).includes(JSON.stringify(schema)));
      }),
    );
  });
});
