import { hunks, passage, refuses, applied } from '../../support/planning.ts';
import assert from 'node:assert/strict';

const APPLIED = /seems to be applied already/;

describe('an edit that was applied already', () => {
  it('is said to be so, and changes nothing', () => {
    refuses(
      'one\nnew\nend\n',
      hunks('@@', ' one', '-old', '+new', ' end'),
      /applied already.* line 1,/,
    );
    refuses('one\nnew\n', passage('one\nold\n', 'one\nnew\n'), APPLIED);
  });

  it('is known through other indentation and white space at line ends', () => {
    refuses('  one \n    new\n  end\n', hunks('@@', ' one', '-  old', '+  new', ' end'), APPLIED);
  });

  it('is known where lines were added above or below those that are kept', () => {
    refuses('one\nmore\nend\n', hunks('@@', ' one', '+more'), APPLIED);
    refuses('one\nmore\nend\n', hunks('@@', '+more', ' end'), APPLIED);
    refuses('one\nmore\nend\n', passage('one\n', 'one\nmore\n'), APPLIED);
    refuses('one\nmore\nend\n', passage('one', 'one\nmore'), APPLIED);
  });

  it('is known within a line', () => {
    refuses('f(a, b)\n', passage('f(a', 'f(a, b'), APPLIED);
  });

  it('is known where it changed the indentation', () => {
    refuses('if x:\n    go()\nend\n', hunks('@@', '-go()', '+if x:', '+    go()', ' end'), APPLIED);
  });

  it('is known where dots stand for lines', () => {
    refuses('one\nmore\ntwo\nthree\n', hunks('@@', ' one', '+more', ' ...', ' three'), APPLIED);
  });

  it('is not said where its lines merely stand elsewhere', () => {
    refuses('a\nb\n}\n', hunks('@@', '-  gone();', '+}'), /fits nowhere/);
    assert.equal(applied('old\nx\nnew\n', hunks('@@', '-old', '+new')), 'new\nx\nnew\n');
    assert.equal(applied('  old\nx\nnew\n', hunks('@@', '-old', '+new')), '  new\nx\nnew\n');
  });

  it('is not said where a like line of another function stands far from what comes nearest', () => {
    const text = 'def a():\n    y = compute(1)\n    return y\n\ndef b():\n    return None\n';
    const edit = passage('    return x', '    return None');
    refuses(text, edit, /fits nowhere[^]*line 3,/);
    refuses(text.replace('    return y\n', ''), edit, /applied already[^]*line 5,/);
  });

  it('is said with the lines that come nearest', () => {
    refuses(
      'one\nnew\nend\n',
      hunks('@@', ' one', '-old', '+new', ' end'),
      /applied already.* change nowhere\.\nNearest: lines 1-3\./,
    );
  });

  it('is not said where what it would change stands there', () => {
    refuses('one\nmore\nend\n', passage('one', 'one\nmore'), /stands at line 1 with [^]*more of/);
    refuses('one\nmore\nend\n', hunks('@@', ' one', '+more'), /would leave stands at line 1\.$/);
  });

  it('is not said of a passage to which another of its kind is added', () => {
    const more: readonly (readonly [text: string, oldText: string, newText: string])[] = [
      ['<p>x</p>\n</div>\n</div>\n', '<p>x</p>\n</div>', '<p>x</p>\n</div>\n</div>'],
      ['foo();\n}\n}\n', 'foo();\n}', 'foo();\n}\n}'],
      ['[\n  0,\n  1,\n  1,\n]\n', '  0,\n  1,', '  0,\n  1,\n  1,'],
      ['say very very loud\n', 'say very', 'say very very'],
      ['title\n=====\n', 'title\n==', 'title\n==='],
    ];
    for (const [text, oldText, newText] of more) {
      assert.equal(applied(text, passage(oldText, newText)), text.replace(oldText, newText));
    }
  });

  it('is not said of one more bracket or blank line', () => {
    assert.equal(applied('a\n\nb\n', hunks('@@', ' a', '+')), 'a\n\n\nb\n');
  });
});
