import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleCommand, visibleText, type Piece } from '../../../media/visibleText.ts';

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
});
