import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSeam, joinedAt } from '../../../src/chat/seam.ts';

const CODE = 'Here:\n\n```ts\nconst total = items.red';
const WHOLE = `${CODE}uce(sum, 0);\n\`\`\`\n\nDone.`;

/** What a text becomes when a continuation comes in these pieces. */
function arrived(before: string, pieces: readonly string[]): string {
  const seam = createSeam(before);
  return [before, ...pieces.map(piece => seam.add(piece)), seam.end()].join('');
}

describe('a text that was cut and goes on', () => {
  it('is joined letter by letter where the model goes on exactly', () => {
    assert.equal(arrived(CODE, ['uce(sum', ', 0);\n```\n\nDone.']), WHOLE);
  });

  for (const [what, again] of [
    ['the line that was cut', 'const total = items.red'],
    ['the opening of the block', '```ts\n'],
    ['the opening of the block behind line breaks', '\n\n```ts\n'],
    ['both', '```ts\nconst total = items.red'],
  ] as const) {
    it(`does not say again ${what}`, () => {
      assert.equal(joinedAt(CODE, `${again}uce(sum, 0);\n\`\`\`\n\nDone.`), WHOLE);
    });
  }

  it('does not say again the whole block that was begun anew', () => {
    const before = 'Here:\n\n```ts\nconst a = 1;\nconst b = 2;\n';
    const again = '```ts\nconst a = 1;\nconst b = 2;\nconst c = 3;\n```';
    assert.equal(joinedAt(before, again), `${before}const c = 3;\n\`\`\``);
  });

  it('opens once a block that was cut in its opening line', () => {
    assert.equal(joinedAt('So:\n\n```ty', '```typescript\na\n```'), 'So:\n\n```typescript\na\n```');
    assert.equal(joinedAt('So:\n\n```ty', 'pescript\na\n```'), 'So:\n\n```typescript\na\n```');
  });

  for (const [what, before, more] of [
    ['the end of the block', '```ts\na;\n', '```\n'],
    ['a block of another language', '```md\nSo:\n\n', '```ts\na;\n```\n'],
    ['a block in prose', 'So:\n\n', '```ts\na;\n```\n'],
    ['a longer fence around a shorter one', '````ts\na;\n', '```ts\n'],
    [
      'a line that stands there twice',
      "await press('ArrowDown');\n",
      "await press('ArrowDown');\n",
    ],
    ['a rule that is long', '------------', '------------\n'],
    ['numbers that are alike', '[0, 0, 0, 0, 0, 0, ', '0, 0, 0, 0, 0, 0]'],
    ['a short line', 'ha ', 'ha ha'],
  ] as const) {
    it(`leaves ${what}`, () => {
      assert.equal(joinedAt(before, more), before + more);
    });
  }

  it('is the same in whatever pieces it comes', () => {
    const again = '```ts\nconst total = items.reduce(sum, 0);\n```\n\nDone.';
    fc.assert(
      fc.property(fc.array(fc.nat(again.length), { maxLength: 6 }), cuts => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), again.length];
        const pieces = places.slice(1).map((end, at) => again.slice(places[at], end));
        assert.equal(arrived(CODE, pieces), WHOLE);
      }),
    );
  });

  it('holds nothing back that is no repetition', () => {
    assert.equal(createSeam(CODE).add('u'), 'u');
    assert.equal(createSeam(CODE).add('c'), '');
  });

  it('shows what was held back when nothing more comes', () => {
    assert.equal(arrived(CODE, ['const to']), `${CODE}const to`);
    const seam = createSeam(CODE);
    assert.equal(seam.end(), '');
    assert.equal(seam.add('const total = items.reduce'), 'uce');
  });
});
