import assert from 'node:assert/strict';
import { applied, hunks, notesOf, passage, refuses } from '../../support/planning.ts';

describe('characters that look alike', () => {
  const text = 'say(“one”)\nnote – it’s…\nlast\u00a0line\n';

  it('are borne with, said, and left as the file has them in what is kept', () => {
    const edit = hunks('@@', ' say("one")', " note - it's...", '-last line', '+end');
    assert.equal(applied(text, edit), 'say(“one”)\nnote – it’s…\nend\n');
    assert.match(notesOf(text, edit), /look-alike characters of lines 1, 2, 3;/);
  });

  it('are borne with the other way about', () => {
    assert.equal(
      applied('say("one")\n', hunks('@@', '-say(“one”)', '+say("two")')),
      'say("two")\n',
    );
  });

  it('are borne with along with other indentation', () => {
    assert.equal(
      applied('  a “b”\n    c\n', hunks('@@', ' a "b"', '-  c', '+  d')),
      '  a “b”\n    d\n',
    );
  });

  it('make a place neither more nor less certain than other indentation does', () => {
    const say = (quote: string): string => `say("Don${quote}t save")`;
    const edit = hunks('@@', `-  ${say("'")}`, '+  save()');
    const two = `a {\n    ${say("'")}\n}\nb {\n  ${say('’')}\n}\n`;
    refuses(two, edit, /fits 2 places: lines 2, 5/);
    const worse = two.replace(`  ${say('’')}`, `      ${say('’')}`);
    assert.equal(applied(worse, edit), worse.replace(say("'"), 'save()'));
  });

  it('are borne with where letters and their marks are one character or two', () => {
    assert.equal(
      applied('cafe\u0301\nb\n', hunks('@@', ' caf\u00e9', '-b', '+c')),
      'cafe\u0301\nc\n',
    );
  });

  it('stay in lines that are written anew without a change', () => {
    assert.equal(
      applied(text, passage('say("one")\nnote - it\'s...\n', 'say("one")\nnothing\n')),
      'say(“one”)\nnothing\nlast\u00a0line\n',
    );
  });

  it('are changed if they are given as they are', () => {
    assert.equal(
      applied(text, hunks('@@', '-say(“one”)', '+say("one")')),
      text.replace(/[“”]/g, '"'),
    );
  });

  it('do not bring an edit to a place if they are all that it changes', () => {
    refuses(
      "it's “one”\n",
      hunks('@@', '-it’s “one”', '+it\'s "one"'),
      /applied already|look-alike/,
    );
  });

  it('do not make other letters equal', () => {
    refuses('раss\n', hunks('@@', '-pass', '+fail'), /fits nowhere/);
  });
});

describe('text that was escaped once too often', () => {
  it('is read unescaped, the added lines as well', () => {
    const text = 'say("one");\nend\n';
    const edit = hunks('@@', '-say(\\"one\\");', '+say(\\"two\\");', ' end');
    assert.equal(applied(text, edit), 'say("two");\nend\n');
    assert.match(notesOf(text, edit), /has \\" where the file has "/);
    assert.equal(applied("it('a')\n", passage("it(\\'a\\')", "it(\\'b\\')")), "it('b')\n");
    assert.equal(
      applied('if (a < b)\n', passage('if (a &lt; b)', 'if (a &gt; b)')),
      'if (a > b)\n',
    );
  });

  it('has every backslash halved if the old lines show that all were doubled', () => {
    assert.equal(
      applied('re("\\\\d")\n', hunks('@@', '-re(\\"\\\\\\\\d\\")', '+re(\\"\\\\\\\\w\\")')),
      're("\\\\w")\n',
    );
  });

  it('leaves added lines as they are that have the signs bare as well', () => {
    assert.equal(
      applied(
        'log("start");\nx = 1;\n',
        hunks('@@', ' log(\\"start\\");', '-x = 1;', '+x = "say \\"hi\\"";'),
      ),
      'log("start");\nx = "say \\"hi\\"";\n',
    );
    assert.equal(
      applied(
        'if (a < b) {\n  go();\n}\n',
        hunks('@@', ' if (a &lt; b) {', '-  go();', '+  s.replace(/</g, "&lt;");', ' }'),
      ),
      'if (a < b) {\n  s.replace(/</g, "&lt;");\n}\n',
    );
  });

  it('is refused if only some of the added lines were escaped', () => {
    const edit = hunks('@@', ' log(\\"a\\");', '+log(\\"b\\");', '+log("c");');
    refuses('log("a");\n', edit, /fits nowhere/);
  });

  it('is refused where two ways to read it leave different lines', () => {
    refuses('say("one")\n', hunks('@@', '-say(\\"one\\")', '+say(\\"\\\\\\\\\\")'), /fits nowhere/);
  });

  it('is taken as it is where the file has it so', () => {
    assert.equal(applied('say(\\"one\\")\n', hunks('@@', '-say(\\"one\\")', '+x\\"')), 'x\\"\n');
  });
});
