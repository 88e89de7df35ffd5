import assert from 'node:assert/strict';
import { applied, hunks, notesOf, passage, refuses } from '../../support/planning.ts';

const TWO = `function one() {
  start();
  a();
  b();
  return stop();
}

function two() {
  start();
  c();
  return stop();
}
`;

describe('dots that stand for lines which stay', () => {
  const edit = (dots: string, name: string): ReturnType<typeof hunks> =>
    hunks('@@', ` function ${name}() {`, `   ${dots}`, '-  return stop();', '+  return end();');

  it('leave these as they are, and say which', () => {
    const expected = TWO.replace('stop', 'end');
    for (const dots of ['...', '…', '// ...', '// ... existing code ...', '/* ... */', '# …']) {
      assert.equal(applied(TWO, edit(dots, 'one')), expected, dots);
    }
    assert.match(notesOf(TWO, edit('...', 'one')), /leaves out lines 2-4, which stay/);
  });

  it('reach to the end of what the first line opens, not beyond', () => {
    assert.equal(applied(TWO, edit('...', 'two')), TWO.replace(/stop(?=[^o]*$)/, 'end'));
    refuses(TWO.replace('  return stop();\n', ''), edit('...', 'one'), /does not fit|fits|nowhere/);
  });

  it('reach from one line that opens nothing to what is near', () => {
    const text = "import a from 'a';\n\nexport function go() {\n  start();\n  a();\n  stop();\n}\n";
    assert.equal(
      applied(
        text,
        hunks(
          '@@',
          "-import a from 'a';",
          "+import { a } from 'a';",
          ' ...',
          '   a();',
          '   stop();',
        ),
      ),
      text.replace('import a', 'import { a }'),
    );
  });

  it('reach to one line within what a line above them opens', () => {
    const text = 'class A {\n  one() {\n    a();\n    b();\n    return c;\n  }\n}\n';
    const above = ['   x() {}', '   one() {'];
    const whole = text.replace('  one', '  x() {}\n  one');
    assert.equal(
      applied(whole, hunks('@@', ...above, '-    a();', '+    z();', '     ...', '     return c;')),
      whole.replace('a();', 'z();'),
    );
  });

  it('stand for lines in a replaced text as well', () => {
    assert.equal(
      applied(TWO, passage('  a();\n  ...\n  return stop();', '  x();\n  ...\n  return stop();')),
      TWO.replace('a()', 'x()'),
    );
  });

  it('put what is added below or above them where it was written', () => {
    assert.equal(
      applied(TWO, hunks('@@', ' function one() {', '+  zero();', ' ...', '   b();')),
      TWO.replace('one() {\n', 'one() {\n  zero();\n'),
    );
    assert.equal(
      applied(TWO, hunks('@@', ' function one() {', ' ...', '+  zero();', '   b();')),
      TWO.replace('  b();', '  zero();\n  b();'),
    );
  });

  it('are refused where what comes after them stands twice', () => {
    const text = 'a {\n  x();\n  y();\n  x();\n}\n';
    refuses(text, hunks('@@', ' a {', ' ...', '-  x();', '+  z();'), /fits 2 places/);
  });

  it('are refused where they are to be removed', () => {
    refuses(TWO, hunks('@@', ' function one() {', '-  ...', ' }'), /fits nowhere/);
  });

  it('are a line like any other where the file has them', () => {
    const text = 'def f():\n    ...\n    x\n    end\n';
    assert.equal(
      applied(text, hunks('@@', ' def f():', '     ...', '-    x', '+    y')),
      text.replace('x', 'y'),
    );
  });
});

describe('what dots leave out', () => {
  it('is not where another function begins', () => {
    const text = 'def a():\n    x = 1\n    foo()\n\ndef b():\n    y = 2\n    return x\n';
    const edit = hunks('@@', '     x = 1', '     ...', '-    return x', '+    return y');
    refuses(text, edit, /fits nowhere/);
    const one = text.replace('\ndef b():\n', '');
    assert.equal(applied(one, edit), one.replace('return x', 'return y'));
  });

  it('may be so for what many lines tell by themselves', () => {
    const text =
      'def a():\n    x = 1\n\ndef b():\n    y = 2\n    y += 1\n    z = 3\n    return x\n';
    const end = ['     y = 2', '     y += 1', '     z = 3', '-    return x', '+    return y'];
    const edit = (...rows: string[]): ReturnType<typeof hunks> =>
      hunks('@@', '     x = 1', '     ...', ...rows);
    assert.equal(applied(text, edit(...end)), text.replace('return x', 'return y'));
    refuses(text, edit(...end.slice(3)), /fits nowhere/);
  });

  it('may be other branches', () => {
    const text = 'if (a) {\n  x();\n  y();\n} else {\n  z();\n  w();\n}\n';
    assert.equal(
      applied(text, hunks('@@', '   x();', '   ...', '-  w();', '+  v();')),
      text.replace('w()', 'v()'),
    );
  });

  it('ends with what closes the line above, whatever comes below', () => {
    const more = 'function z() {\n  z();\n}\n'.repeat(60);
    for (const text of [TWO, TWO.replace('two', 'three') + more]) {
      assert.equal(
        applied(text, hunks('@@', ' function one() {', ' // ...', '+  more();', ' }')),
        text.replace('}', '  more();\n}'),
      );
    }
    const deep = `class A {\n${TWO.replace(/^(?=.)/gm, '  ')}}\n`;
    assert.equal(
      applied(deep, hunks('@@', '   function one() {', '   // ...', '+    more();', '   }')),
      deep.replace('  }', '    more();\n  }'),
    );
  });

  it('may end with several, which are named', () => {
    const text = 'if (a) {\n  x();\n} else {\n  y();\n}\nif (b) {\n  z();\n}\n';
    refuses(
      text,
      hunks('@@', ' if (a) {', ' ...', '+  more();', ' }'),
      /fits 2 places: lines 5, 8/,
    );
  });
});
