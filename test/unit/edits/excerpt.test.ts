import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { placeExcerpt } from '../../../src/edits/excerpt.ts';

const file = `import { a } from './a.ts';

export function first(x: number): number {
  const y = x + 1;
  return y;
}

class Box {
  open(): void {
    this.lid = false;
  }

  shut(): void {
    this.lid = true;
  }
}
`;

function after(text: string, code: string, selected?: { from: number; to: number }): string {
  const place = placeExcerpt(text, code, selected);
  if (place.kind !== 'placed') assert.fail(place.why);
  return place.after;
}

function why(text: string, code: string): string {
  const place = placeExcerpt(text, code);
  return place.kind === 'unsure' ? place.why : `placed ${place.how}`;
}

describe('the place of an excerpt', () => {
  it('is the block that begins with its first line', () => {
    const code = 'export function first(x: number): number {\n  return x + 1;\n}';
    assert.equal(
      after(file, code),
      file.replace('  const y = x + 1;\n  return y;\n', '  return x + 1;\n'),
    );
  });

  it('takes the indentation of its place', () => {
    assert.equal(
      after(file, 'shut(): void {\n  this.lid = true;\n  this.click();\n}'),
      file.replace('this.lid = true;\n', 'this.lid = true;\n    this.click();\n'),
    );
  });

  it('is a block of Python up to the next line that is not deeper', () => {
    const text = 'def f(x):\n    return x\n\ndef g(x):\n    return -x\n';
    assert.equal(
      after(text, 'def f(x):\n    y = x\n    return y'),
      'def f(x):\n    y = x\n    return y\n\ndef g(x):\n    return -x\n',
    );
  });

  it('is the whole file where both ends are its ends and most of it is there', () => {
    const code = file.replace('x + 1', 'x + 2').trimEnd();
    assert.equal(after(file, code), file.replace('x + 1', 'x + 2'));
    assert.equal(after('', 'a\nb'), 'a\nb\n');
  });

  it('is between its first and last lines if each stands once', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';
    assert.equal(after(text, 'two\nTHREE\nfour'), 'one\ntwo\nTHREE\nfour\nfive\nsix\n');
  });

  it('is what a person selected', () => {
    assert.equal(after(file, 'x', { from: 2, to: 6 }), file.replace(/export.*?\n}\n/s, 'x\n'));
  });

  it('is not certain where lines stand twice, nowhere, or around something else', () => {
    const twice = 'f() {\n  a;\n}\ng() {\n}\nf() {\n  b;\n}\n';
    assert.equal(why(twice, 'f() {\n  c;\n}'), 'severalPlaces');
    assert.equal(why(file, 'export function other(): void {\n}'), 'nowhere');
    const far = `start\n${'x1\nx2\nx3\n'.repeat(10)}end\nmore\nlines\nafter\n`;
    assert.equal(why(far, 'start\nq\nend'), 'unlike');
    assert.equal(why(file, '}'), 'severalPlaces');
    assert.equal(why(file, file), 'same');
    assert.equal(why(file, ''), 'nowhere');
  });

  it('law: lines outside of a replaced block stay as they are', () => {
    const name = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), fc.nat(), (names, at) => {
        const block = (own: string, body: string): string => `function ${own}() {\n  ${body};\n}\n`;
        const text = names.map(own => block(own, `return '${own}'`)).join('\n');
        const chosen = names[at % names.length] ?? '';
        const code = block(chosen, 'throw 1');
        const place = placeExcerpt(text, code);
        if (place.kind !== 'placed') return assert.fail(place.why);
        assert.equal(place.after, text.replace(`  return '${chosen}';`, '  throw 1;'));
        return undefined;
      }),
    );
  });
});
