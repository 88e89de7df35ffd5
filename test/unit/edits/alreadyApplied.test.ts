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

  it('is not said of one more bracket or blank line', () => {
    assert.equal(applied('a\n\nb\n', hunks('@@', ' a', '+')), 'a\n\n\nb\n');
  });
});
