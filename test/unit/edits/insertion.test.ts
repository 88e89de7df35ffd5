import assert from 'node:assert/strict';
import { applied, hunks, refuses } from '../../support/planning.ts';

const AS_SHOWN = { isAsShown: true, older: [] };

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

describe('lines that are only added, with a line number', () => {
  const text = 'a\nb\nc\n';
  const at = (header: string): ReturnType<typeof hunks> => hunks(header, '+NEW');

  it('go where a header without old lines says, in a file that is as shown', () => {
    const places = [
      ['@@ -2,0 +3 @@', 'a\nb\nNEW\nc\n'],
      ['@@ -0,0 +1 @@', 'NEW\na\nb\nc\n'],
      ['@@ -3,0 +4,1 @@ def f():', 'a\nb\nc\nNEW\n'],
    ] as const;
    for (const [header, expected] of places) {
      assert.equal(applied(text, at(header), AS_SHOWN), expected, header);
    }
  });

  it('are refused where the number cannot be trusted', () => {
    const reason = /does not say where; a line number counts only in a file that is as you read it/;
    refuses(text, at('@@ -2,0 +3 @@'), reason);
    refuses(text, at('@@ -4,0 +5 @@'), reason, AS_SHOWN);
    // It counts lines that it does not have: those above and below what it adds.
    refuses(text, at('@@ -2,2 +2,3 @@'), reason, AS_SHOWN);
    refuses(text, at('@@ -2 +2 @@'), reason, AS_SHOWN);
  });
});
