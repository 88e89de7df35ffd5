import assert from 'node:assert/strict';
import { planHunks } from '../../../src/edits/apply.ts';
import { applyReplacements } from '../../../src/edits/textReplacement.ts';
import { wholeFileOperation } from '../../../src/edits/wholeFile.ts';
import { applied, hunks, passage, refuses } from '../../support/planning.ts';

describe('working out what hunks change', () => {
  it('replaces, inserts and deletes lines', () => {
    const text = 'one\ntwo\nthree\nfour\n';
    assert.equal(
      applied(text, hunks('@@', ' one', '-two', '+2', ' three')),
      'one\n2\nthree\nfour\n',
    );
    assert.equal(applied(text, hunks('@@', '+zero', ' one')), `zero\n${text}`);
    assert.equal(applied(text, hunks('@@', ' four', '+five')), `${text}five\n`);
    assert.equal(applied(text, hunks('@@', '-one', '-two')), 'three\nfour\n');
    assert.equal(applied('one\n', hunks('@@', '-one')), '');
    assert.equal(applied('', hunks('@@', '+one')), 'one\n');
  });

  it('touches removed lines only', () => {
    assert.deepEqual(planHunks('a\nb\nc\n', hunks('@@', ' a', '-b', '+x', ' c')).replacements, [
      { start: 2, end: 4, text: 'x\n' },
    ]);
  });

  it('R05 keeps CRLF where the model sends LF', () => {
    const text = 'a\r\nb\r\nc\r\n';
    assert.equal(applied(text, hunks('@@', ' a', '-b', '+x', '+y', ' c')), 'a\r\nx\r\ny\r\nc\r\n');
    assert.equal(applied(text, passage('a\nb', 'a\nx\ny')), 'a\r\nx\r\ny\r\nc\r\n');
  });

  it('R05 keeps CRLF and CR where the last of the lines that are replaced has no ending', () => {
    for (const end of ['\r\n', '\r']) {
      const text = `a${end}b`;
      const expected = `x${end}y${end}z`;
      assert.equal(applied(text, passage('a\nb', 'x\ny\nz')), expected);
      assert.equal(applied(text, hunks('@@', '-a', '-b', '+x', '+y', '+z')), expected);
      const rewrite = wholeFileOperation('f', text, 'x\ny\nz\n');
      assert.equal(applied(text, rewrite.hunks), expected);
    }
  });

  it('R07 refuses to make one line ending of a CR and an LF', () => {
    refuses('a\rb\n\nc', hunks('@@', ' a', '-b'), /around line 2 together/);
    refuses('a\rb\nc\n', hunks('@@', ' a', '-b', '+', ' c'), /around line 2 together/);
    assert.equal(applied('a\rb\nc', hunks('@@', ' a', '-b')), 'a\rc');
    assert.equal(applied('a\r\nb\r\n\r\nc', hunks('@@', ' a', '-b')), 'a\r\n\r\nc');
  });

  it('R05 keeps LF where the model sends CRLF', () => {
    assert.equal(applied('a\nb\nc\n', passage('a\r\nb\r\n', 'a\r\nx\r\n')), 'a\nx\nc\n');
  });

  it('R06 gives added lines the ending of their place and leaves the others as they are', () => {
    const text = 'a\nb\r\nc\nd\r\ne\r';
    assert.equal(applied(text, hunks('@@', ' a', '-b', '+x', ' c')), 'a\nx\r\nc\nd\r\ne\r');
    assert.equal(applied(text, hunks('@@', ' b', '+x', ' c')), 'a\nb\r\nx\r\nc\nd\r\ne\r');
    assert.equal(applied(text, hunks('@@', '-d', '+x', '+y')), 'a\nb\r\nc\nx\r\ny\r\ne\r');
    assert.equal(applied(text, hunks('@@', '-a', '-b', '+x', '+y')), 'x\ny\r\nc\nd\r\ne\r');
  });

  it('R07 keeps lone CR', () => {
    assert.equal(applied('a\rb\rc', hunks('@@', '-b', '+x', '+y')), 'a\rx\ry\rc');
  });

  it('R13 leaves a missing newline at the end missing', () => {
    const text = 'a\nb';
    assert.equal(applied(text, hunks('@@', '-b', '+x')), 'a\nx');
    assert.equal(applied(text, hunks('@@', ' b', '+x', '+y')), 'a\nb\nx\ny');
    assert.equal(applied(text, hunks('@@', '-b')), 'a');
    assert.equal(applied('a', hunks('@@', ' a', '+b')), 'a\nb');
    assert.equal(applied('a\r\nb', hunks('@@', ' b', '+x')), 'a\r\nb\r\nx');
    assert.equal(applied(text, passage('b', 'x\n')), 'a\nx');
    assert.equal(applied('a', hunks('@@', '-a')), '');
  });

  it('R13 leaves a newline at the end where it is', () => {
    assert.equal(applied('a\nb\n', passage('b\n', 'x')), 'a\nx\n');
    assert.equal(applied('a\nb\n', hunks('@@', '-b')), 'a\n');
  });

  it('R14 keeps white space at the end of kept lines, and says that it differs', () => {
    const { replacements, notes } = planHunks('a  \nb\t\nc\n', hunks('@@', ' a', '-b', '+x', ' c'));
    assert.equal(applyReplacements('a  \nb\t\nc\n', replacements), 'a  \nx\nc\n');
    assert.match(notes.join(), /Hunk 1 of 1 .* lines 1, 2;/);
  });

  it('R14 adds lines with the white space at their end', () => {
    assert.equal(applied('a\n', hunks('@@', ' a', '+b  ')), 'a\nb  \n');
  });

  it('says nothing where everything was exact', () => {
    assert.deepEqual(planHunks('a\nb\n', hunks('@@', '-a', '+x')).notes, []);
  });

  it('R15 does not repair tabs and spaces', () => {
    assert.equal(applied('\ta\n', hunks('@@', ' \ta', '+    b')), '\ta\n    b\n');
  });

  it('R16 takes replacement text literally', () => {
    const literal = "$& $1 $` $' \\n `x` ${y} \0 $$";
    assert.equal(applied('a\nb\n', hunks('@@', '-a', `+${literal}`)), `${literal}\nb\n`);
    assert.equal(applied('xay\n', passage('a', literal)), `x${literal}y\n`);
  });

  it('R17 refuses lines that stand twice, and names the lines', () => {
    const text = 'a\nx\nb\na\nx\nc\n';
    refuses(text, hunks('@@', ' a', '-x', '+y'), /fits 2 places: lines 1, 4\./);
    refuses(text, passage('x', 'y'), /oldText fits 2 places: lines 2, 5\./);
    refuses('aaa\n', passage('aa', 'b'), /oldText fits 2 places: line 1\./);
  });

  it('R17 refuses lines that stand twice but for white space at their ends', () => {
    refuses('a \nb\na\t\n', hunks('@@', '-a'), /fits 2 places: lines 1, 3\./);
  });

  it('prefers the one exact place to others that are nearly so', () => {
    assert.equal(applied('a \nb\na\n', hunks('@@', '-a', '+x')), 'a \nb\nx\n');
  });

  it('R18 refuses lines that stand nowhere, with the nearest places and what differs', () => {
    const text = 'function f() {\n  return “one”;\n}\nfunction g() {\n  return 2;\n}\n';
    refuses(
      text,
      hunks('@@', ' function f() {', '-  return "two";', '+  return 1;', ' }'),
      /Nearest: lines 1-3\.\n {2}line 2, from character 10 \("“" U\+201C in the file, "\\"" U\+0022 given\)/,
    );
    refuses(text, passage('  return  2;', '  return 3;'), /line 5, from character 10/);
    refuses(text, passage('nothing like it', 'x'), /Nothing in the file comes near/);
  });

  it('says that an edit was applied already', () => {
    refuses('a\nx\nb\n', hunks('@@', ' a', '-y', '+x', ' b'), /applied already.* line 1,/);
  });

  it('R32 honours *** End of File, and refuses it elsewhere', () => {
    const text = 'a\nb\na\n';
    assert.equal(applied(text, hunks('@@', '-a', '+x', '*** End of File')), 'a\nb\nx\n');
    refuses(
      text,
      hunks('@@', '-b', '+x', '*** End of File'),
      /end of the file \(line 3\).* line 2/,
    );
    assert.equal(applied(text, hunks('@@', '+c', '*** End of File')), 'a\nb\na\nc\n');
  });

  it('refuses lines to add that come without a place', () => {
    refuses('a\n', hunks('@@', '+b'), /does not say where/);
  });

  it('R32 takes hunks out of order', () => {
    assert.equal(
      applied('a\nb\nc\nd\n', hunks('@@', '-d', '+4', '@@', '-a', '+1')),
      '1\nb\nc\n4\n',
    );
  });

  it('R32 takes hunks that share kept lines, and joins those that touch', () => {
    assert.equal(
      applied('a\nb\nc\n', hunks('@@', '-a', '+1', ' b', '@@', ' b', '-c', '+3')),
      '1\nb\n3\n',
    );
    assert.equal(applied('a\nb', hunks('@@', '-a', '@@', '-b')), '');
    assert.equal(applied('a\nb', hunks('@@', '-a', '+1', '@@', '-b', '+2')), '1\n2');
  });

  it('R32 refuses hunks that overlap', () => {
    refuses('a\nb\nc\n', hunks('@@', '-a', '-b', '@@', '-b', '-c'), /Hunk 1 of 2 and Hunk 2 of 2/);
    refuses('a\nb\n', hunks('@@', ' a', '+x', '@@', ' a', '+y'), /both change the file at line 2/);
  });

  it('R32 applies 1,000 hunks', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index}`);
    const rows = Array.from({ length: 1_000 }, (_, index) => ['@@', `-line ${index * 3}`, '+x']);
    const expected = lines.map((line, index) => (index % 3 === 0 ? 'x' : line));
    assert.equal(applied(lines.join('\n'), hunks(...rows.flat())), expected.join('\n'));
  });

  it('R23 finds its way in a line of 5 MB that nearly fits everywhere', () => {
    const half = 'a'.repeat(50_000);
    refuses(`${'a'.repeat(5_000_000)}\nb\n`, passage(`${half}b${half}`, 'x'), /fits nowhere/);
  });
});
