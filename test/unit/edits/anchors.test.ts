import assert from 'node:assert/strict';
import { planHunks } from '../../../src/edits/apply.ts';
import { EditRefusal } from '../../../src/edits/refusal.ts';
import { applyReplacements } from '../../../src/edits/textReplacement.ts';
import { hunks, notesOf } from '../../support/planning.ts';

/** Replaces the line `old` below the anchors by `new`. */
function edit(text: string, anchors: readonly string[], old: string): string {
  const lines = [
    { kind: 'remove', text: old },
    { kind: 'add', text: 'NEW' },
  ] as const;
  const { replacements } = planHunks(text, [{ kind: 'lines', anchors, lines, endOfFile: false }]);
  return applyReplacements(text, replacements);
}

function refuses(text: string, anchors: readonly string[], old: string, message: RegExp): void {
  assert.throws(
    () => edit(text, anchors, old),
    (error: unknown) => error instanceof EditRefusal && message.test(error.message),
  );
}

const SHAPES = `class Square:
    def area(self):
        return self.side ** 2

    def name(self):
        return None

class Circle:
    def area(self):
        return 3 * self.radius ** 2

    def name(self):
        return None
`;

const FUNCTIONS = `function f(
  a: number,
): number {
  if (a) {
    log();
  } else {
    done();
  }
  return a;
}

function g() {
  done();
}
`;

describe('anchors of a hunk', () => {
  it('decide between equal lines', () => {
    const expected = SHAPES.replace(/None\n$/, 'None\n').replace(/ {8}return None\n$/, 'NEW\n');
    assert.equal(edit(SHAPES, ['class Circle:'], '        return None'), expected);
  });

  it('narrow each other down', () => {
    assert.equal(
      edit(SHAPES, ['class Square:', 'def name(self):'], '        return None'),
      SHAPES.replace('        return None', 'NEW'),
    );
  });

  it('refuse where several places are left', () => {
    refuses(SHAPES, ['def name(self):'], '        return None', /fits 2 places: lines 6, 13/);
  });

  it('refuse a place that belongs to something else, though there is no other', () => {
    refuses(
      SHAPES,
      ['class Square:'],
      '        return 3 * self.radius ** 2',
      /does not fit below "@@ class Square:", but at line 10/,
    );
    refuses(FUNCTIONS, ['function g() {'], '    log();', /but at line 5/);
  });

  it('end where the next thing starts, of whatever kind', () => {
    const text = 'const f = () => {\n  log();\n};\nfunction g() {\n  done();\n}\n';
    refuses(text, ['const f = () => {'], '  done();', /but at line 5/);
  });

  it('reach over braces and branches at the indentation of their own line', () => {
    assert.equal(
      edit(FUNCTIONS, ['function f('], '  return a;'),
      FUNCTIONS.replace('  return a;', 'NEW'),
    );
    assert.equal(
      edit(FUNCTIONS, ['if (a) {'], '    done();'),
      FUNCTIONS.replace('    done();', 'NEW'),
    );
  });

  it('end where the next thing starts with a tilde, a bracket or a brace', () => {
    refuses('a:\n  x\n~b\n  y\n', ['a:'], '  y', /but at line 4/);
    refuses('[a]\n  x\n[b]\n  y\n', ['[a]'], '  y', /but at line 4/);
    const list = '[\n  {\n    a: 1,\n  },\n  {\n    b: 1,\n  },\n]\n';
    const hunk = '    b: 1,';
    assert.equal(edit(list, ['['], hunk), list.replace(hunk, 'NEW'));
    const nested = 'first: {\n  a: 1,\n},\n{\n  b: 1,\n}\n';
    refuses(nested, ['first: {'], '  b: 1,', /but at line 5/);
  });

  it('reach over a brace that is a line of its own', () => {
    const text =
      'int f(\n    int a)\n{\n    if (a)\n    {\n        b();\n    }\n    else\n    {\n        c();\n    }\n}\n';
    assert.equal(edit(text, ['int f('], '        c();'), text.replace('        c();', 'NEW'));
    assert.equal(edit(text, ['if (a)'], '        c();'), text.replace('        c();', 'NEW'));
  });

  it('may be the first of the lines themselves', () => {
    assert.equal(
      edit(SHAPES, ['class Circle:'], 'class Circle:'),
      SHAPES.replace('class Circle:', 'NEW'),
    );
  });

  it('may be cut, as long headings are', () => {
    assert.equal(
      edit(SHAPES, ['class Circle'], '        return None'),
      SHAPES.replace(/ {8}return None\n$/, 'NEW\n'),
    );
    const long = 'describe_everything_that_a_user_may_ever_have_asked_for';
    const text = `def ${long}(self):\n    pass\n`;
    assert.equal(
      edit(text, [`def ${long.slice(0, -4)}`], '    pass'),
      text.replace('    pass', 'NEW'),
    );
  });

  it('are not the beginning of a longer name', () => {
    const groups = SHAPES.replace('Square', 'UserGroup').replace('area', 'area_all');
    const old = '        return self.side ** 2';
    refuses(groups, ['class User'], old, /"@@ class User" names is not in the file/);
    refuses(groups, ['class UserGroup:', 'def area'], old, /is not below "class UserGroup:"/);
    refuses('function loadAll() {\n  go();\n}\n', ['function load'], '  go();', /not in the file/);
  });

  it('are told of where the line that they begin goes on', () => {
    const rows = ['-        return None', '+        return 1'];
    assert.match(
      notesOf(SHAPES, hunks('@@ class Circle', ...rows)),
      /Hunk 1 of 1 names line 8 by its beginning: "class Circle:"/,
    );
    assert.equal(notesOf(SHAPES, hunks('@@ class Circle:', ...rows)), '');
  });

  it('end with their section where nothing is indented', () => {
    const text = '[one]\nport = 1\n[two]\nport = 1\n[three]\nhost = x\n';
    assert.equal(edit(text, ['[two]'], 'port = 1'), text.replace('[two]\nport = 1', '[two]\nNEW'));
    refuses(text, ['[two]'], 'host = x', /but at line 6/);
  });

  it('say where the lines go that are only added', () => {
    const lines = [{ kind: 'add', text: '    side = 1' }] as const;
    const hunk = { kind: 'lines', anchors: ['class Square:'], lines, endOfFile: false } as const;
    assert.equal(
      applyReplacements(SHAPES, planHunks(SHAPES, [hunk]).replacements),
      SHAPES.replace('class Square:\n', 'class Square:\n    side = 1\n'),
    );
  });

  it('are refused with the nearest line if they are not in the file', () => {
    refuses(
      SHAPES,
      ['class Square:', 'def names(self):'],
      '        return None',
      /"@@ def names\(self\):" names is not below "class Square:"/,
    );
    refuses(SHAPES, ['class Circles:'], 'x', /not in the file\.\nNearest: lines 8-8/);
  });

  it('are refused if they stand nearly everywhere', () => {
    refuses('x\n'.repeat(2_000), ['x'], 'y', /stands 2000 times/);
  });
});
