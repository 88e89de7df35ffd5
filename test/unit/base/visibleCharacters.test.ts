import assert from 'node:assert/strict';
import { withVisibleCharacters } from '../../../src/base/visibleCharacters.ts';

describe('text with visible characters', () => {
  const hidden: readonly (readonly [string, string, string])[] = [
    ['a tag', 'a\u{e0041}b', 'a‹U+E0041›b'],
    ['a zero width space', 'a\u200bb', 'a‹U+200B›b'],
    ['a joiner between letters', 'a\u200db', 'a‹U+200D›b'],
    ['a bidi override', 'a\u202eb', 'a‹U+202E›b'],
    ['a bidi isolate', 'a\u2066b', 'a‹U+2066›b'],
    ['a byte order mark', '\ufeffa', '‹U+FEFF›a'],
    ['a soft hyphen', 'a\u00adb', 'a‹U+00AD›b'],
    ['a Hangul filler', 'a\u3164b', 'a‹U+3164›b'],
    ['a variation selector that carries bytes', 'a\u{e0100}\u{e01ef}', 'a‹U+E0100›‹U+E01EF›'],
    ['an escape', 'a\u001b[2Kb', 'a‹U+001B›[2Kb'],
    ['a line separator', 'a\u2028b', 'a‹U+2028›b'],
    ['half a pair', 'a\ud800b', 'a‹U+D800›b'],
    ['a tag behind an emoji', '👍\u{e0041}', '👍‹U+E0041›'],
  ];
  for (const [what, text, shown] of hidden) {
    it(`S18 shows ${what}`, () => {
      assert.equal(withVisibleCharacters(text), shown);
    });
  }

  it('S18 leaves what is seen as it is: letters of all scripts, emoji, line breaks and tabs', () => {
    for (const text of ['Zürich 東京 שלום\n\tx\r\n', '👩‍💻 ❤️ 1️⃣ 👍🏽 🏳️‍🌈 🇨🇭', 'cafe\u0301', '']) {
      assert.equal(withVisibleCharacters(text), text);
    }
  });
});
