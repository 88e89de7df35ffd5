import assert from 'node:assert/strict';
import {
  commandTitle,
  visibleCommand,
  withTerminalLineEnds,
} from '../../../../src/host/shell/terminalText.ts';

describe('terminal text', () => {
  it('ends lines as a terminal wants them, once', () => {
    assert.equal(withTerminalLineEnds('a\nb\r\nc\rd'), 'a\r\nb\r\nc\rd');
  });

  it('S18 S36 makes hidden characters of a command visible', () => {
    assert.equal(
      visibleCommand('echo \x1b]0;x\x07 a\u202eb\u200bc\r'),
      'echo \\u{1b}]0;x\\u{7} a\\u{202e}b\\u{200b}c\\u{d}',
    );
  });

  it('S18 S36 makes tags, fillers, odd spaces and lone surrogates visible, by their code point', () => {
    assert.equal(
      visibleCommand('a\u{e0041}b\u00a0c\u3164d\ufe0fe\ue000f\u00adg\ud83dh 😀é'),
      'a\\u{e0041}b\\u{a0}c\\u{3164}d\\u{fe0f}e\\u{e000}f\\u{ad}g\\u{d83d}h 😀é',
    );
  });

  it('S36 leaves no control character of a command for the terminal but line ends and tabs', () => {
    for (let code = 0; code < 0xa0; code += 1) {
      const shown = visibleCommand(`a${String.fromCharCode(code)}b`);
      assert.doesNotMatch(shown.replace(/\r\n|\t/g, ''), /\p{Cc}/u);
    }
  });

  it('keeps the lines and tabs of a command', () => {
    assert.equal(visibleCommand('a\n\tb'), 'a\r\n\tb');
  });

  it("names a terminal by the beginning of the command's first line", () => {
    assert.equal(commandTitle('  npm test\nrm x'), 'npm test');
    assert.equal(commandTitle('x'.repeat(40)), `${'x'.repeat(29)}…`);
    assert.equal(commandTitle('😀'.repeat(40)), `${'😀'.repeat(29)}…`);
  });
});
