import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isJsonObject } from '../../../src/base/json.ts';
import { lineOfPointer } from '../../../src/base/jsonLines.ts';

/** Every place of a value, with a mark that shows where it stands in the text. */
function places(value: unknown, pointer = ''): string[] {
  const members = Array.isArray(value)
    ? value.map((member, index) => [String(index), member] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [
    pointer,
    ...members.flatMap(([name, member]) =>
      places(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}

/** Replaces the value at a pointer by a mark. */
function marked(value: unknown, pointer: string): unknown {
  const [step, ...rest] = pointer.split('/').slice(1);
  if (step === undefined) return 'HERE IT IS';
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const deeper = rest.map(part => `/${part}`).join('');
  if (Array.isArray(value)) {
    return value.map((member: unknown, index) =>
      String(index) === key ? marked(member, deeper) : member,
    );
  }
  return Object.fromEntries(
    Object.entries(isJsonObject(value) ? value : {}).map(([name, member]) => [
      name,
      name === key ? marked(member, deeper) : member,
    ]),
  );
}

describe('the line of a place in a JSON document', () => {
  it('is where JSON.stringify puts it, for every place of any value', () => {
    const json = fc
      .jsonValue({ maxDepth: 4 })
      .filter(value => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(json, value => {
        for (const pointer of places(value)) {
          const text = JSON.stringify(marked(value, pointer), undefined, 2);
          const expected = text.split('\n').findIndex(line => line.includes('HERE IT IS'));
          const shown = JSON.stringify(value, undefined, 2);
          assert.equal(lineOfPointer(shown, pointer), expected, pointer);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the nearest one for a pointer that leads nowhere', () => {
    const text = JSON.stringify({ a: 1, b: { c: 2 } }, undefined, 2);
    assert.equal(lineOfPointer(text, '/b/d'), 2);
    assert.equal(lineOfPointer('"text"', '/x/y'), 0);
  });

  it('is read off the text: keys in any order, twice, with brackets in strings', () => {
    const text = '{\n  "10": "[",\n  "2": {\n    "a": 1\n  },\n  "10": [\n    0,\n    1\n  ]\n}';
    assert.equal(lineOfPointer(text, '/2/a'), 3);
    assert.equal(lineOfPointer(text, '/10'), 5);
    assert.equal(lineOfPointer(text.replaceAll('\n', '\r\n'), '/10/1'), 7);
  });
});
