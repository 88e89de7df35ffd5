import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findJsonFault, formatJson, type JsonFault } from '../../../src/base/jsonText.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Text that is nearly JSON: some of its characters are gone, doubled or others. */
const nearlyJson = fc
  .tuple(
    fc.json(),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', '}', '[', ']', ':', '\\', '1', '.', '\n'),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([json, changes]) =>
    changes.reduce((text, [place, other]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + other + text.slice(other === '' ? at + 1 : at);
    }, json),
  );

const soup = fc
  .array(
    fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '0', '01', '1.', '.5', '1e3', '1e'],
      ...[
        'true',
        'nul',
        'null',
        ' ',
        '\n',
        '\t',
        '\u00a0',
        '"\\u00e9"',
        '"\\x"',
        '"\t"',
        '//',
        '\f',
      ],
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join(''));

describe('Where a text stops being JSON', () => {
  it('is nowhere exactly when the engine reads it', () => {
    for (const texts of [nearlyJson, soup, fc.json(), fc.string()]) {
      fc.assert(
        fc.property(texts, text => {
          assert.equal(findJsonFault(text) === undefined, isJson(text), JSON.stringify(text));
        }),
        { numRuns: 500 },
      );
    }
  });

  const faults: readonly (readonly [string, number, number, JsonFault['kind']])[] = [
    ['', 1, 1, 'end'],
    ['{"a": 1', 1, 8, 'end'],
    ['{\n  "a": 1,\n}', 2, 9, 'trailingComma'],
    ['[1,\r\n 2,]', 2, 3, 'trailingComma'],
    ['{\n  // what it is\n  "a": 1\n}', 2, 3, 'comment'],
    ['[1 /* one */]', 1, 4, 'comment'],
    ["{'a': 1}", 1, 2, 'unexpected'],
    ['{"a" 1}', 1, 6, 'unexpected'],
    ['{"a": undefined}', 1, 7, 'unexpected'],
    ['{"a": "x\ny"}', 1, 7, 'unexpected'],
    ['{} {}', 1, 4, 'unexpected'],
    ['[1}', 1, 3, 'unexpected'],
    ['[,]', 1, 2, 'unexpected'],
  ];
  for (const [text, line, column, kind] of faults) {
    it(`is line ${line}, column ${column} of ${JSON.stringify(text)} (${kind})`, () => {
      const fault = findJsonFault(text);
      assert.deepEqual([fault?.line, fault?.column, fault?.kind], [line, column, kind]);
    });
  }

  it('is found in texts of megabytes and in a hundred thousand levels', () => {
    const long = JSON.stringify({ a: 'x"\\'.repeat(2_000_000) });
    assert.equal(findJsonFault(long), undefined);
    assert.equal(findJsonFault(`${long.slice(0, -1)},}`)?.kind, 'trailingComma');
    assert.equal(findJsonFault('['.repeat(100_000) + ']'.repeat(100_000)), undefined);
  });
});

describe('JSON with one value a line', () => {
  it('is what the engine writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        assert.equal(formatJson(text), JSON.stringify(value, undefined, 2));
      }),
    );
  });

  it('keeps numbers and texts as they were written', () => {
    const text = '{"id":12345678901234567890,"price":1.50,"tiny":1E-400,"e":"\\u00e9","id":1}';
    assert.equal(
      formatJson(text),
      '{\n  "id": 12345678901234567890,\n  "price": 1.50,\n  "tiny": 1E-400,\n  "e": "\\u00e9",\n  "id": 1\n}',
    );
  });
});
