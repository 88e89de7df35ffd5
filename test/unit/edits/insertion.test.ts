import assert from 'node:assert/strict';
import { applied, hunks, refuses } from '../../support/planning.ts';

/** A hunk that adds `NEW` and names where by an `@@` line alone. */
function below(anchor: string): ReturnType<typeof hunks> {
  return hunks(`@@ ${anchor}`, '+NEW');
}

describe('lines that are only added, below an @@ line', () => {
  it('are the first of what the line opens', () => {
    const heads = [
      'class A {',
      'class A:',
      'class A:  # the first',
      'const f = (a: number) => {',
      "describe('x', () => {",
      'if [ -f x ]; then',
      'for x in *; do',
      'items.each do |item|',
      'case 1:',
      'else',
    ];
    for (const head of heads) {
      const text = `${head}\n    rest\n`;
      assert.equal(applied(text, below(head)), text.replace('\n', '\nNEW\n'), head);
    }
  });

  it('are so too where nothing but the end says that it opens something', () => {
    const text = 'def area(side)\n  side * side\nend\n';
    assert.equal(applied(text, below('def area(side)')), text.replace('\n', '\nNEW\n'));
    refuses(
      'area = side *\n  side\nprint area\n',
      below('area = side *'),
      /line 1, "area = side \*"/,
    );
  });

  it('are refused between a head and its brace', () => {
    refuses('class A\n{\n    int x;\n}\n', below('class A'), /not certain .*Give kept lines/);
    refuses('switch: do\n\n{\n}\n', below('switch: do'), /not certain/);
  });

  it('are refused within parameters or a list', () => {
    refuses(
      'def foo(\n    a,\n):\n    go()\n',
      below('def foo('),
      /right below line 1, "def foo\("/,
    );
    refuses('foo(\n  a,\n) {\n  go();\n}\n', below('foo('), /not certain/);
    refuses('xs = [\n  1,\n]\n', below('xs = ['), /not certain/);
  });

  it('are refused between a decorator or a comment and what it is about', () => {
    refuses('@dec\ndef f():\n    x()\n', below('@dec'), /not certain/);
    refuses('// class A {\nclass A {\n}\n', below('// class A {'), /not certain/);
    refuses('// class A\nclass A {\n}\n', below('// class A'), /not certain/);
  });

  it('are refused above what documents or directs the block', () => {
    for (const text of ['"""Does it."""', "r'''", '"Does it."']) {
      refuses(`def f():\n\n    ${text}\n    x()\n`, below('def f():'), /not certain/);
    }
    refuses('function f() {\n  "use strict";\n}\n', below('function f() {'), /not certain/);
    const text = 'names:\n  "a": "b"\n';
    assert.equal(applied(text, below('names:')), text.replace('\n', '\nNEW\n'));
  });
});
