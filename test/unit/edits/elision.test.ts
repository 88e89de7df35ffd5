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
