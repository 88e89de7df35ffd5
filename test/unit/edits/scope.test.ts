import assert from 'node:assert/strict';
import { scopeOf } from '../../../src/edits/scope.ts';
import { applied, hunks, notesOf, refuses } from '../../support/planning.ts';

/** Number of the last line, from 1, that belongs to the first one; lines are parted by `|`. */
function lastOf(text: string): number {
  const lines = text.split('|');
  return Math.min(scopeOf(lines, 0).to, lines.length);
}

describe('what a line holds', () => {
  it('is all between its braces, whatever the indentation', () => {
    const next = '|class B {|  int z;|};';
    assert.equal(lastOf(`class A {|public:|  f();|private:|  int y;|};${next}`), 6);
    assert.equal(lastOf(`int f()|{|  a();|#ifdef X|  b();|#endif|  c();|}${next}`), 8);
    assert.equal(lastOf(`int f(|  int a)|{|  goto out;|out:|  free(p);|}${next}`), 7);
    assert.equal(lastOf(`f() {|  s = \`|SELECT 1|\`;|  go(s);|}${next}`), 6);
    assert.equal(lastOf('  switch (x) {|  case 1:|    a();|  default:|    b();|  }|  go();'), 6);
  });

  it('ends with the braces, though they are counted wrongly', () => {
    assert.equal(lastOf('f() {|  log("{");|}|g();|  h();'), 3);
    assert.equal(lastOf('f() {|  a(); }|const b = () => {|  c();|};'), 2);
    assert.equal(lastOf('f() {|  if (a) {|  }|} else {|  b();|}|g();'), 6);
  });

  it('ends before the next rule of a style sheet, not within a chain of calls', () => {
    assert.equal(lastOf('.a {|  color: red;|}||.b {|  color: blue;|}'), 4);
    assert.equal(lastOf('.a {|  color: red;|}|:root {|  color: blue;|}'), 3);
    assert.equal(lastOf('go(|  a,|)|.then(() => {|  b();|})|.catch(c);|next();'), 7);
  });

  it('reaches over comments to what is deeper, and over strings of several lines', () => {
    assert.equal(lastOf('def f():|    a()|#    old()|    b()|x = 1'), 4);
    assert.equal(lastOf('def f():|    """Doc|class at the margin:|    """|    b()|x = 1'), 5);
    assert.equal(lastOf('def f():|    a("""")|x = 1'), 2);
    assert.equal(lastOf(`def f():|    a = \'\'\'"""|class B:|\'\'\'|    b = "\'\'\'"|class B:`), 5);
    assert.equal(lastOf('def f():|    # No """ here.|    a()|def g():|    """Doc"""'), 3);
  });

  it('ends before comments above the next', () => {
    assert.equal(lastOf('def f():|    a()|# About g.|# More.|def g():|    b()'), 2);
    assert.equal(lastOf('class A {|  x;|}|// About B.|class B {|  y;|}'), 3);
    assert.equal(lastOf('  f() {|    a();|  }|  #g() {|    b();|  }'), 3);
  });

  it('is what is below a heading until one as high, and what is in an element', () => {
    assert.equal(lastOf('# A||## B||text||# C||text'), 6);
    assert.equal(lastOf('## B||text|# C||text'), 3);
    assert.equal(lastOf('<ul>|<li>a</li>|<li>b</li>|</ul>|<p>c</p>'), 4);
    assert.equal(lastOf('<ul>|  <li>a</li>|</ul>|<p>c</p>'), 3);
  });
});

describe('the only place of a hunk', () => {
  const edit = (anchor: string, old: string): ReturnType<typeof hunks> =>
    hunks(`@@ ${anchor}`, `-${old}`, '+NEW');

  it('is right below what its @@ line seems to hold, if nothing starts in between', () => {
    const text = '# A\n\n- x\n  - y\n\ntext\nmore\n';
    assert.equal(applied(text, edit('# A', 'more')), text.replace('more', 'NEW'));
    assert.match(
      notesOf(text, edit('# A', 'more')),
      /fits only at line 7, below what line 1, which its @@ names, seems to hold/,
    );
  });

  it('is refused beyond something else, or where the lines fit only with tolerance', () => {
    const text = '# A\n\n- x\n  - y\n\ntext\n  deeper\nmore\n\n# B\nlast\n';
    refuses(text, edit('# A', 'more'), /does not fit below "@@ # A", but at line 8/);
    refuses(text, edit('# A', 'last'), /but at line 11/);
    const comments = '/* One:\n   a\n b */\n/* Two:\n   c\n d */\n';
    refuses(comments, edit('/* One:', ' d */'), /but at line 6/);
    const plain = text.replace('  deeper\n', '');
    refuses(plain, edit('# A', ' more'), /does not fit below/);
    refuses(plain.replace('text', 'more'), edit('# A', 'more'), /but at lines 6, 7/);
  });
});
