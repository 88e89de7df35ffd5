import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createArgumentReader, type ArgumentText } from '../../../src/base/argumentReader.ts';

/** Cuts a text at these places, whatever they are. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map(cut => cut % (text.length + 1)), text.length].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

function read(parts: readonly string[]): ArgumentText[] {
  const reader = createArgumentReader();
  return parts.flatMap(part => [...reader.push(part)]);
}

/** The values that were told, put together. */
function values(told: readonly ArgumentText[]): Record<string, string> {
  const whole = new Map<string, string>();
  for (const { name, text } of told) whole.set(name, (whole.get(name) ?? '') + text);
  return Object.fromEntries(whole);
}

const json = fc.dictionary(
  fc.string({ unit: 'grapheme' }).filter(name => name !== '__proto__'),
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.jsonValue()),
);

describe('the arguments of a call while they arrive', () => {
  it('are told as JSON.parse reads them, however they are cut', () => {
    fc.assert(
      fc.property(json, fc.array(fc.nat()), fc.boolean(), (value, cuts, isPretty) => {
        const text = JSON.stringify(value, null, isPretty ? 2 : undefined);
        const strings = Object.entries(value).filter(([, inner]) => typeof inner === 'string');
        assert.deepEqual(values(read(pieces(text, cuts))), Object.fromEntries(strings));
      }),
      { numRuns: 500 },
    );
  });

  it('are told as they grow, and said to be whole once they are', () => {
    const reader = createArgumentReader();
    assert.deepEqual(reader.push('{"path":"src/'), [{ name: 'path', text: 'src/', ended: false }]);
    assert.deepEqual(reader.push('a.ts'), [{ name: 'path', text: 'a.ts', ended: false }]);
    assert.deepEqual(reader.push('","content":"a\\'), [
      { name: 'path', text: '', ended: true },
      { name: 'content', text: 'a', ended: false },
    ]);
    assert.deepEqual(reader.push('u00'), []);
    assert.deepEqual(reader.push('e9\\n"}'), [{ name: 'content', text: 'é\n', ended: true }]);
  });

  it('are told no more behind the end, and never fail on what is no JSON', () => {
    assert.deepEqual(read(['{"a":1}', ' {"b":"c"}']), []);
    fc.assert(
      fc.property(fc.array(fc.string()), parts => {
        read(parts);
        assert.deepEqual(values(read(parts)), values(read([parts.join('')])));
      }),
    );
  });
});
