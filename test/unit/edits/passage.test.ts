import assert from 'node:assert/strict';
import { applied, hunks, passage, refuses } from '../../support/planning.ts';

describe('a passage', () => {
  it('may begin and end within lines', () => {
    assert.equal(
      applied('let a = 1;\nlet b = 2;\n', passage('1;\nlet b', '3;\nlet c')),
      'let a = 3;\nlet c = 2;\n',
    );
    assert.equal(applied('http://x\n', passage('http', 'https')), 'https://x\n');
  });

  it('that is the beginning of a longer word, from the start of its line, is refused', () => {
    refuses(
      '  size = 10\n',
      passage('size = 1', 'size = 2'),
      /only within a longer word, as a part of "size = 10"/,
    );
    refuses('  resize = 1\n', passage('size = 1', 'size = 2'), /only within a longer word/);
  });

  it('that ends within what is one character is refused', () => {
    refuses('cafe\u0301 = 1\n', passage('cafe', 'bar'), /ends within a character/);
    refuses('x = "\u0915\u0940"\n', passage('"\u0915', '"\u0916'), /ends within a character/);
    refuses('x = "\u{1f600}"\n', passage('\ud83d', '\ud83c'), /ends within a character/);
    refuses('x = "\u{1f600}"\n', passage('\ude00', '\ude01'), /ends within a character/);
    refuses('\u{1f468}\u200d\u{1f469}\n', passage('\u{1f468}', 'x'), /ends within a character/);
    assert.equal(applied('x = "\u{1f600}"\n', passage('\u{1f600}', 'y')), 'x = "y"\n');
    refuses('\u0915\u0940\u0915 = 1\n', passage('\u0915\u0940', 'x'), /within a longer word/);
    assert.equal(applied('x cafe\u0301s\n', passage('cafe\u0301', 'bar')), 'x bars\n');
  });

  it('that is a whole line once is not mistaken for parts of others', () => {
    assert.equal(
      applied('size = 10\nsize = 1\n', passage('size = 1', 'size = 2')),
      'size = 10\nsize = 2\n',
    );
    refuses('size = 10\nsize = 1\nsize = 1;\n', passage('size = 1', 'size = 2'), /fits 3 places/);
  });

  it('that lost the indentation of its line, as its new text did, is indented whole', () => {
    assert.equal(
      applied('    go()\n', passage('go()', 'if x:\n    go()\n    stop()')),
      '    if x:\n        go()\n        stop()\n',
    );
    assert.equal(
      applied('  a;\n', passage('a;', 'if (b) {\n  a;\n}')),
      '  if (b) {\n    a;\n  }\n',
    );
  });

  it('that ends within a line is put in as it is, whatever lines its new text has', () => {
    assert.equal(applied('  go(a, b);\n', passage('go(', 'go(\n  c, ')), '  go(\n  c, a, b);\n');
  });

  it('whose new lines have their indentation keeps it', () => {
    assert.equal(
      applied('    go()\n', passage('go()', 'go()\n    stop()')),
      '    go()\n    stop()\n',
    );
    assert.equal(
      applied('  a;\n', passage('a;', 'if (b) {\n    a;\n  }')),
      '  if (b) {\n    a;\n  }\n',
    );
  });

  it('is taken literally where its first line opens nothing, whatever lines follow', () => {
    const lines: readonly (readonly [text: string, oldText: string, newText: string])[] = [
      ['def f():\n    return 1\n', 'return 1', 'return 1\n\n\ndef g():\n    return 2'],
      ['if a:\n    foo()\n', 'foo()', 'foo()\nelse:\n    baz()'],
      ['steps:\n  - build\n', '- build', '- build\nnext: 1'],
      ['then\n    cat a\nfi\n', 'cat a', 'cat <<EOF\na\nEOF'],
      ['def f():\n    t = ""\n', 't = ""', 't = """\na\n  b\n"""'],
      ['function f() {\n  s = "";\n}\n', 's = "";', 's = `\na\n  b\n`;'],
    ];
    for (const [text, oldText, newText] of lines) {
      assert.equal(applied(text, passage(oldText, newText)), text.replace(oldText, newText));
    }
  });

  it('leaves the byte order mark of a file where it is', () => {
    assert.equal(applied('\uFEFFa\nb\n', passage('a\n', 'x\n')), '\uFEFFx\nb\n');
    assert.equal(applied('\uFEFFa\nb\n', passage('\uFEFFa', '\uFEFFx')), '\uFEFFx\nb\n');
    assert.equal(applied('\uFEFFa\nb\n', passage('\uFEFFa', 'x')), '\uFEFFx\nb\n');
    assert.equal(applied('\uFEFFa\nb\n', passage('a', '\uFEFFx')), '\uFEFFx\nb\n');
    assert.equal(applied('a\nb\n', passage('\uFEFFa', '\uFEFFx')), 'x\nb\n');
  });

  it('may be lines of a patch that begin with the byte order mark', () => {
    const edit = hunks('@@', '-\uFEFFa', '+\uFEFFx', '+y', ' b');
    assert.equal(applied('\uFEFFa\nb\n', edit), '\uFEFFx\ny\nb\n');
    assert.equal(applied('\uFEFFa\nb\n', hunks('@@', ' \uFEFFa', '-b', '+x')), '\uFEFFa\nx\n');
    assert.equal(applied('b\n\uFEFFa\n', hunks('@@', '-\uFEFFa', '+\uFEFFx')), 'b\n\uFEFFx\n');
  });
});
