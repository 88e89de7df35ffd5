import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyReplacements,
  invertReplacements,
  type TextReplacement,
} from '../../../src/edits/textReplacement.ts';

/** A text and replacements in it that do not overlap. */
const textAndReplacements = fc
  .string({ unit: 'binary' })
  .chain(text =>
    fc.tuple(
      fc.constant(text),
      fc.array(fc.tuple(fc.nat(text.length), fc.string({ unit: 'binary' })), { maxLength: 8 }),
    ),
  )
  .map(([text, cuts]): [string, TextReplacement[]] => {
    const sorted = cuts.toSorted((a, b) => a[0] - b[0]);
    const pairs = sorted.flatMap(([start, added], index): TextReplacement[] => {
      const end = sorted[index + 1]?.[0] ?? text.length;
      return index % 2 === 0 ? [{ start, end, text: added }] : [];
    });
    return [text, pairs];
  });

describe('replacements in a text', () => {
  it('are literal, and offsets of the text as it is, in any order', () => {
    const replacements = [
      { start: 4, end: 5, text: '$&' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: '$1' },
    ];
    assert.equal(applyReplacements('abcdef', replacements), 'b$1cd$&f');
  });

  it('are refused if they overlap or lie outside', () => {
    assert.throws(() =>
      applyReplacements('abc', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    );
    assert.throws(() => applyReplacements('abc', [{ start: 2, end: 4, text: '' }]));
    assert.throws(() => applyReplacements('abc', [{ start: 2, end: 1, text: '' }]));
  });

  it('are taken back by their inverse', () => {
    fc.assert(
      fc.property(textAndReplacements, ([text, replacements]) => {
        const after = applyReplacements(text, replacements);
        assert.equal(applyReplacements(after, invertReplacements(text, replacements)), text);
      }),
    );
  });
});
