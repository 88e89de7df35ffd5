import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  visibleCommand,
  visibleText,
  withVisibleCharacters,
  type Piece,
} from '../../../src/base/visibleCharacters.ts';

const joined = (pieces: readonly Piece[]): string => pieces.map(piece => piece.text).join('');
const marked = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(piece => (piece.kind === 'marked' ? [`${piece.reason} ${piece.label}`] : []));

describe('visible text of a proposal', () => {
  it('S23: is the text itself, nothing added, cut or reordered', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('a', '\u202e', '\ud800', '\n', '\t', 'а', '\u200d', '👩', '\ufe0f'))
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(texts, text => {
        assert.equal(joined(visibleText(text)), text);
        assert.equal(joined(visibleCommand(text)), text);
      }),
    );
  });

  it('S18: shows bidi overrides, zero-width characters, tags and fillers by their code point', () => {
    const hidden = [
      '\u202e',
      '\u2066',
      '\u200b',
      '\u2060',
      '\ufeff',
      '\u00ad',
      '\u{e0041}',
      '\u3164',
      '\u034f',
      '\u2028',
      '\ue000',
      '\ud800',
    ];
    for (const character of hidden) {
      const label = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      assert.deepEqual(marked(visibleText(`a${character}b`)), [`invisible ${label}`], label);
      assert.deepEqual(marked(visibleCommand(`a${character}b`)), [`invisible ${label}`], label);
    }
  });

  it('S36: shows the control characters of terminal sequences, and of a command its tabs', () => {
    assert.deepEqual(marked(visibleCommand('ls \x1b[8m\r\x00\t\n')), [
      'control U+001B',
      'control U+000D',
      'control U+0000',
      'control U+0009',
    ]);
    assert.deepEqual(marked(visibleText('\tif\n\x9b')), ['control U+009B']);
  });

  it('S18: marks words whose letters come from scripts that look alike', () => {
    assert.deepEqual(marked(visibleText('import pаypal')), [
      'lookalike U+0070 U+0430 U+0079 U+0070 U+0061 U+006C',
    ]);
    assert.deepEqual(marked(visibleText('слово и word, ｒｍ')), ['lookalike U+FF52 U+FF4D']);
    assert.deepEqual(marked(visibleText('naïve Größe 日本語 слово λόγος')), []);
  });

  it('S18: marks everything outside ASCII in a command', () => {
    assert.deepEqual(marked(visibleCommand('cat a\u2215b é\u202e')), [
      'lookalike U+2215',
      'lookalike U+00E9',
      'invisible U+202E',
    ]);
    assert.deepEqual(marked(visibleCommand('npm test -- --grep "a|b" && echo $HOME\n')), []);
  });

  it('leaves the joiners of an emoji alone in text', () => {
    assert.deepEqual(marked(visibleText('👩‍💻 ⚠️')), []);
    assert.deepEqual(marked(visibleText('a\ufe0f')), ['invisible U+FE0F']);
  });

  it('S18: shows every kind of character that takes no room', () => {
    const ranges: readonly (readonly [name: string, first: number, last: number])[] = [
      ['tags', 0xe0000, 0xe007f],
      ['variation selectors', 0xfe00, 0xfe0f],
      ['more variation selectors', 0xe0100, 0xe01ef],
      ['Mongolian variation selectors', 0x180b, 0x180f],
      ['zero width and marks of direction', 0x200b, 0x200f],
      ['bidi embeddings and overrides', 0x202a, 0x202e],
      ['invisible operators and isolates', 0x2060, 0x206f],
      ['the Arabic letter mark', 0x061c, 0x061c],
      ['Hangul fillers', 0x115f, 0x1160],
      ['the other Hangul filler', 0x3164, 0x3164],
      ['the half-width filler', 0xffa0, 0xffa0],
      ['Khmer vowels that are not drawn', 0x17b4, 0x17b5],
      ['shorthand formats', 0x1bca0, 0x1bca3],
      ['musical formats', 0x1d173, 0x1d17a],
      ['spaces that are none', 0x2000, 0x200a],
      ['the ideographic space', 0x3000, 0x3000],
      ['interlinear marks', 0xfff9, 0xfffb],
      ['non-characters', 0xfffe, 0xffff],
    ];
    for (const [name, first, last] of ranges) {
      for (let value = first; value <= last; value += 1) {
        const pieces = visibleText(`a${String.fromCodePoint(value)}b`);
        const reasons = pieces.map(piece => (piece.kind === 'marked' ? piece.reason : 'plain'));
        assert.deepEqual(
          reasons,
          ['plain', 'invisible', 'plain'],
          `${name}: ${value.toString(16)}`,
        );
      }
    }
  });

  it('S18: writes hidden characters out where there is nothing but text', () => {
    assert.equal(
      withVisibleCharacters('a\u200bb\u{e0041}\u202ec\x1b[8m\n\tпаypal 👩‍💻'),
      'a‹U+200B›b‹U+E0041›‹U+202E›c‹U+001B›[8m\n\tпаypal 👩‍💻',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const shown = visibleText(withVisibleCharacters(text));
        assert.ok(shown.every(piece => piece.kind === 'plain' || piece.reason === 'lookalike'));
      }),
    );
  });

  it('takes no longer than the text is long', () => {
    const words = ['a'.repeat(200_000), `${'a1_'.repeat(70_000)}б`, 'б'.repeat(200_000)];
    for (const word of words) {
      const begun = performance.now();
      visibleText(word);
      assert.ok(performance.now() - begun < 2_000, `${word.slice(0, 3)}…`);
    }
  });
});
