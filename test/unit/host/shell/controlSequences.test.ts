import assert from 'node:assert/strict';
import fc from 'fast-check';
import { controlSequenceStripper } from '../../../../src/host/shell/controlSequences.ts';

function stripped(...pieces: string[]): string {
  const strip = controlSequenceStripper();
  return pieces.map(piece => strip(piece)).join('');
}

describe('controlSequenceStripper', () => {
  it('S36 takes out colours, cursor movements and modes', () => {
    assert.equal(stripped('\x1b[1;31mred\x1b[0m \x1b[2K\x1b[?25lplain\x1b(B\x1b=.'), 'red plain.');
  });

  it('S36 takes out titles, links and clipboard writes with what they say', () => {
    const link = '\x1b]8;;https://example.com\x07link\x1b]8;;\x1b\\';
    assert.equal(stripped(`\x1b]0;title\x07a${link}\x1b]52;c;c2VjcmV0\x1b\\b`), 'alinkb');
    assert.equal(stripped('a\x1bPq#0~\x1b\\b\x1b_x\x1b\\c\x1b^y\x1b\\d'), 'abcd');
  });

  it('takes out the same sequences written as single C1 characters', () => {
    assert.equal(stripped('\u009b31mred\u009d0;title\u009c.'), 'red.');
  });

  it('gives line ends as \\n and drops other control characters but tabs', () => {
    assert.equal(stripped('a\r\nb\rc\n\td\0\b\x07e\x7f'), 'a\nb\nc\n\tde');
  });

  it('S36 gives the same text wherever the output is cut', () => {
    const unit = fc.constantFrom(
      ...[
        'a',
        'é',
        '😀',
        '\r',
        '\n',
        '\t',
        '\x1b',
        '[',
        ']',
        '(',
        '3',
        ';',
        'm',
        '\x07',
        '\\',
        'P',
      ],
      ...['\u009b', '\u009d', '\u009c', '\x18', '\0'],
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 12 })), pieces => {
        assert.equal(stripped(...pieces), stripped(pieces.join('')));
      }),
    );
  });

  it('S36 leaves no control character but line ends and tabs, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        assert.doesNotMatch(stripped(text), /[\0-\x08\x0b-\x1f\x7f-\x9f]/);
      }),
    );
  });

  it('does not lose what comes after a sequence that never ends', () => {
    assert.equal(stripped('\x1b]0;title\nnext'), '\nnext');
    assert.match(stripped(`\x1b]${'x'.repeat(10_000)}`), /x$/);
    assert.equal(stripped('\x1b[12\nnext'), '\nnext');
  });
});
