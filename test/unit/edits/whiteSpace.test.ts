import assert from 'node:assert/strict';
import { applied, hunks, notesOf, passage, refuses } from '../../support/planning.ts';

const NESTED = `class A {
  run() {
    first();
    second();
  }
}
`;

describe('white space that an edit has otherwise than the file', () => {
  it('at the end of lines is borne with, said, and left as the file has it', () => {
    const text = 'a  \nb\t\nc\n';
    assert.equal(applied(text, hunks('@@', ' a', '-b', '+x', ' c')), 'a  \nx\nc\n');
    assert.equal(applied('a\nb\n', hunks('@@', ' a  ', '-b\t', '+x')), 'a\nx\n');
    assert.match(
      notesOf(text, hunks('@@', ' a', '-b', '+x')),
      /white space at the end of lines 1, 2;/,
    );
  });

  it('in blank lines is borne with', () => {
    assert.equal(applied('a\n    \nb\n', hunks('@@', ' a', ' ', '-b', '+x')), 'a\n    \nx\n');
    assert.equal(applied('a\n\nb\n', hunks('@@', ' a', '     ', '-b', '+x')), 'a\n\nx\n');
  });

  it('is left in lines that are written anew without a change', () => {
    const text = 'one  \ntwo\nthree\n';
    const edit = hunks('@@', '-one', '-two', '-three', '+one', '+2', '+three');
    assert.equal(applied(text, edit), 'one  \n2\nthree\n');
    assert.equal(applied(text, passage('one\ntwo\n', 'one\n2\n')), 'one  \n2\nthree\n');
  });

  it('as indentation shifts what is added, whether it was lost or gained', () => {
    const expected = NESTED.replace('    second();\n', '    if (x) {\n      second();\n    }\n');
    const rows = (shift: (text: string) => string): string[] => [
      ` ${shift('    first();')}`,
      `-${shift('    second();')}`,
      `+${shift('    if (x) {')}`,
      `+${shift('      second();')}`,
      `+${shift('    }')}`,
      ` ${shift('  }')}`,
    ];
    assert.equal(applied(NESTED, hunks('@@', ...rows(text => text.slice(2)))), expected);
    assert.equal(applied(NESTED, hunks('@@', ...rows(text => `   ${text}`))), expected);
    assert.match(
      notesOf(NESTED, hunks('@@', ...rows(text => ` ${text}`))),
      /indentation of lines 3, 4, 5;/,
    );
  });

  it('as indentation that only the first line lost changes nothing else', () => {
    assert.equal(
      applied(
        NESTED,
        hunks('@@', ' run() {', '     first();', '-    second();', '+    third();', '   }'),
      ),
      NESTED.replace('second', 'third'),
    );
  });

  it('as indentation that only the old text lost leaves the new text as it is', () => {
    const edit = passage(
      'first();\nsecond();\nthird();',
      '    first();\n    more();\n    third();',
    );
    const text = NESTED.replace('    second();\n', '    second();\n    third();\n');
    assert.equal(applied(text, edit), text.replace('second', 'more'));
  });

  it('as indentation that one new line alone says was lost in the old text is refused', () => {
    refuses(
      NESTED,
      passage('first();\nsecond();', '    first();\n    third();'),
      /cannot be told .* how "first\(\);" is to be indented/,
    );
  });

  it('as one line that is indented oddly in the file does not shift the others', () => {
    const text = NESTED.replace('    first', '     first');
    assert.equal(
      applied(text, hunks('@@', '   run() {', '     first();', '+    more();', '     second();')),
      text.replace('    second', '    more();\n    second'),
    );
  });

  it('as the space that marks kept lines does not shift what is added', () => {
    const edit = hunks('@@', '   first();', '-    second();', '+    third();', ' }'.padStart(3));
    assert.equal(
      applied(NESTED, hunks('@@', '    first();', '-    second();', '+    third();', '  }')),
      NESTED.replace('second', 'third'),
    );
    assert.equal(applied(NESTED, edit), NESTED.replace('second', 'third'));
  });

  it('as indentation of another depth is refused where it cannot be told how deep a line goes', () => {
    const text = 'a:\n  b:\n      c\n   d\n';
    refuses(
      text,
      hunks('@@', ' a:', ' b:', ' c', '+    e', ' d'),
      /cannot be told .* how "e" is to be indented/,
    );
  });

  it('as indentation that only the kept lines lost leaves the added ones as they are', () => {
    const text = 'class A:\n    def f(self):\n        x = 1\n        return x\n';
    const expected = text.replace('1\n', '1\n        y = 2\n');
    assert.equal(applied(text, hunks('@@', ' x = 1', '+        y = 2', ' return x')), expected);
    assert.equal(
      applied(text, hunks('@@', '      x = 1', '+        y = 2', '      return x')),
      expected,
    );
    assert.equal(
      applied(text, passage('x = 1\nreturn x', 'x = 1\n        y = 2\nreturn x')),
      expected,
    );
    assert.equal(
      applied(text, hunks('@@', ' x = 1', '-return x', '+        return 2')),
      text.replace('return x', 'return 2'),
    );
  });

  it('as indentation that was lost shifts what is deeper below a line that opens a block', () => {
    const text = 'function f() {\n  if (a) {\n    b();\n  }\n}\n';
    assert.equal(
      applied(text, hunks('@@', ' if (a) {', '+  c();', '   b();')),
      text.replace('    b', '    c();\n    b'),
    );
  });

  it('as indentation that was lost is refused where a line would be deeper below one that opens nothing', () => {
    refuses(
      'def f():\n        x = 1\n        return x\n',
      hunks('@@', ' x = 1', '+    y = 2', ' return x'),
      /cannot be told .* how "y = 2" is to be indented/,
    );
  });

  it('as all lines without theirs is refused where their depths differ in the file', () => {
    refuses(
      'a:\n    b\n        c\n',
      hunks('@@', ' b', '+d', ' c'),
      /cannot be told .* how "d" is to be indented/,
    );
  });

  it('as two spaces a level, where the file has four, becomes four', () => {
    const text = 'def f():\n    x()\n    if a:\n        y()\n';
    assert.equal(
      applied(text, hunks('@@', ' def f():', '-  x()', '+  if b:', '+    go()', '   if a:')),
      text.replace('    x()', '    if b:\n        go()'),
    );
  });

  it('as two spaces for four is refused where they may be two that were lost', () => {
    refuses(
      'def f():\n    x()\n    y()\n',
      hunks('@@', '-  x()', '+  if b:', '+    go()', '   y()'),
      /cannot be told .* how "go\(\)" is to be indented/,
    );
  });

  it('as tabs for spaces, and spaces for tabs, becomes what the file has', () => {
    const tabs = NESTED.replaceAll('  ', '\t');
    const rows = [
      '   run() {',
      '     first();',
      '-    second();',
      '+    if (x) {',
      '+      y();',
      '+    }',
    ];
    assert.equal(
      applied(tabs, hunks('@@', ...rows)),
      tabs.replace('\t\tsecond();', '\t\tif (x) {\n\t\t\ty();\n\t\t}'),
    );
    assert.equal(
      applied(
        NESTED,
        hunks('@@', ...rows.map(row => row.slice(0, 1) + row.slice(1).replaceAll('  ', '\t'))),
      ),
      NESTED.replace('    second();', '    if (x) {\n      y();\n    }'),
    );
  });

  it('as a blank line beside added ones is not left out: they would run into the lines there', () => {
    const text = 'para one\npara two\n';
    for (const rows of [
      [' para one', ' ', '+new para'],
      ['+new para', ' ', ' para two'],
      [' para one', '+new para', ' '],
    ]) {
      refuses(text, hunks('@@', ...rows), /fits nowhere/);
    }
    const apart = text.replace('\n', '\n\n');
    assert.equal(
      applied(apart, hunks('@@', ' para one', ' ', '+new para', '+')),
      apart.replace('para two', 'new para\n\npara two'),
    );
    assert.equal(
      applied(text, hunks('@@', ' ', ' para one', '+new para', ' para two', ' ')),
      text.replace('\n', '\nnew para\n'),
    );
  });

  it('as blank lines at the edges that the file does not have is left out', () => {
    const expected = NESTED.replace('first', 'third');
    assert.equal(
      applied(
        NESTED,
        hunks(
          '@@',
          ' ',
          '   run() {',
          '-    first();',
          '+    third();',
          ' ',
          '@@',
          '-    second();',
          '+    second();',
          '+',
        ),
      ),
      expected.replace('second();\n', 'second();\n\n'),
    );
    assert.equal(
      applied(NESTED, passage('\n\n    first();\n\n', '\n\n    third();\n\n')),
      expected,
    );
    assert.match(
      notesOf(NESTED, passage('\n\n    first();\n', '\n\n    third();\n')),
      /blank lines at its edges/,
    );
  });

  it('is refused where two places are equal but for it', () => {
    refuses(
      'if a:\n    go()\nif b:\n        go()\n',
      hunks('@@', '-go()', '+stop()'),
      /fits 2 places: lines 2, 4\./,
    );
  });

  it('is refused where it is all that the edit changes', () => {
    refuses('    a\n', hunks('@@', '-a', '+  a'), /changes only white space/);
    refuses('a\t\n', hunks('@@', '-a  ', '+a'), /changes only white space|applied already/);
  });

  it('as other white space than spaces and tabs is not lost: it is refused', () => {
    const text = '\u00a0\u00a0foo()\n';
    refuses(text, hunks('@@', '-  foo()', '+  bar()'), /cannot be told .* how "bar\(\)"/);
    refuses(text, hunks('@@', ' foo()', '+bar()'), /cannot be told .* how "bar\(\)"/);
    assert.equal(
      applied(text, hunks('@@', '-\u00a0\u00a0foo()', '+\u00a0\u00a0bar()')),
      '\u00a0\u00a0bar()\n',
    );
  });

  it('within a line that is removed is not borne with', () => {
    refuses('  return 2;\n', hunks('@@', '-  return  2;', '+  return 3;'), /fits nowhere/);
  });
});
