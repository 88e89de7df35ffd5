import assert from 'node:assert/strict';
import {
  fitting,
  MOST_OF_ALL,
  MOST_OF_ONE,
  shownText,
} from '../../../../src/host/instructions/fittingTexts.ts';

describe('the text of instructions', () => {
  it('is whole where it fits, and says so where it is cut', () => {
    assert.equal(shownText('Use tabs.\n'), 'Use tabs.\n');
    assert.ok(shownText('x'.repeat(MOST_OF_ONE)) === 'x'.repeat(MOST_OF_ONE));
    const cut = shownText('x'.repeat(MOST_OF_ONE + 1));
    assert.match(cut, /^x{32000}\n\[Cut here: the file has 32001 characters\. Read/);
  });

  it('S18 shows hidden characters and does not grow by them beyond its limit', () => {
    assert.equal(shownText('a\u{e0041}b\r\nc\rd\te'), 'a‹U+E0041›b\nc‹U+000D›d\te');
    assert.equal(shownText('Zürich 東京 👩‍💻\n'), 'Zürich 東京 👩‍💻\n');
    const long = shownText('\u200b'.repeat(MOST_OF_ONE));
    assert.ok(long.length < MOST_OF_ONE + 200);
    assert.match(long, /\[Cut here/);
  });

  it('leaves out what is too long together with what is nearer, and says so', () => {
    const files = Array.from({ length: 5 }, (_file, n) => ({
      path: `${n}/AGENTS.md`,
      text: 'x'.repeat(30_000),
      hash: 'h',
    }));
    const texts = fitting(files).map(({ text }) => text);
    assert.deepEqual(
      texts.map(text => text.length === 30_000),
      [true, true, true, false, false],
    );
    assert.match(texts[4] ?? '', /^\[Left out: .* Read it with read_file\.\]\n$/);
    assert.ok(texts.join('').length < MOST_OF_ALL);
  });
});
