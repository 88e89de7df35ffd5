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

  it('keeps the lines and tabs of a command', () => {
    assert.equal(visibleCommand('a\n\tb'), 'a\r\n\tb');
  });

  it("names a terminal by the beginning of the command's first line", () => {
    assert.equal(commandTitle('  npm test\nrm x'), 'npm test');
    assert.equal(commandTitle('x'.repeat(40)), `${'x'.repeat(29)}…`);
    assert.equal(commandTitle('😀'.repeat(40)), `${'😀'.repeat(29)}…`);
  });
});
