import assert from 'node:assert/strict';
import type { FileOperation } from '../../../src/edits/operations.ts';
import { parseUnified } from '../../../src/edits/parseUnified.ts';
import { PatchSyntaxError } from '../../../src/edits/refusal.ts';

const diff = (...rows: string[]): string => rows.join('\n');

function fails(text: string, line: number, message: RegExp): void {
  assert.throws(
    () => parseUnified(text),
    (error: unknown) =>
      error instanceof PatchSyntaxError && error.line === line && message.test(error.message),
  );
}

/** What happens to each file, hunks as their line and their lines. */
function told(operations: readonly FileOperation[]): unknown[] {
  return operations.map(operation => {
    if (operation.kind === 'create') return operation;
    const { kind, path, hunks = [] } = operation;
    const moveTo = kind === 'delete' ? null : (operation.moveTo ?? path);
    const lines = hunks.map(
      hunk =>
        hunk.kind === 'lines' && [
          hunk.line,
          ...hunk.lines.map(({ kind, text }) => `${kind} ${text}`),
        ],
    );
    return [path, moveTo, ...lines];
  });
}

const HUNK = ['@@ -3,2 +3,2 @@ function f() {', ' a', '-b', '+c'];
const HUNK_TOLD = [3, 'keep a', 'remove b', 'add c'];

describe('reading a unified diff', () => {
  it('gives changes, creations, deletions and moves of several files', () => {
    const operations = parseUnified(
      diff(
        'diff --git a/src/x.ts b/src/x.ts',
        'index 83db48f..bf269f4 100644',
        '--- a/src/x.ts',
        '+++ b/src/x.ts',
        ...HUNK,
        '@@ -20 +20,0 @@',
        '-z',
        'diff --git a/old.ts b/lib/new.ts',
        'similarity index 100%',
        'rename from old.ts',
        'rename to lib/new.ts',
        'diff --git a/made.ts b/made.ts',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/made.ts',
        '@@ -0,0 +1,3 @@',
        '+one',
        '+',
        '+two',
        'diff --git a/empty.ts b/empty.ts',
        'new file mode 100644',
        'index 0000000..e69de29',
        'diff --git a/gone.ts b/gone.ts',
        'deleted file mode 100644',
        '--- a/gone.ts',
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-x',
      ),
    );
    assert.deepEqual(told(operations), [
      ['src/x.ts', 'src/x.ts', HUNK_TOLD, [20, 'remove z']],
      ['old.ts', 'lib/new.ts'],
      { kind: 'create', path: 'made.ts', text: 'one\n\ntwo\n' },
      { kind: 'create', path: 'empty.ts', text: '' },
      ['gone.ts', null, [1, 'remove x']],
    ]);
  });

  for (const [name, old, now] of [
    ['prefixes', 'a/src/a.ts', 'b/src/b.ts'],
    ['no prefixes', 'src/a.ts', 'src/b.ts'],
    ["git's mnemonic prefixes", 'i/src/a.ts', 'w/src/b.ts'],
    ['the new name twice', 'a/src/b.ts', 'b/src/b.ts'],
  ] as const) {
    it(`R21 moves and changes in one, with ${name}`, () => {
      const git = [`diff --git ${old} ${now}`, 'rename from src/a.ts', 'rename to src/b.ts'];
      assert.deepEqual(
        told(parseUnified(diff(...git, `--- ${old}`, `+++ ${now}`, ...HUNK, ...git))),
        [
          ['src/a.ts', 'src/b.ts', HUNK_TOLD],
          ['src/a.ts', 'src/b.ts'],
        ],
      );
    });
  }

  it('takes names that differ for no move: that has to be said', () => {
    const names = ['--- a/src/foo.ts', '+++ b/src/fooo.ts'];
    fails(diff(...names, ...HUNK), 1, /or, if it moves, "rename from path" and "rename to path"/);
    const other = ['--- a/x.ts', '+++ b/x.ts'];
    fails(diff(...other, ...HUNK, ...names, ...HUNK), 7, /if it moves/);
    const git = 'diff --git a/src/foo.ts b/src/fooo.ts';
    fails(diff(git, ...names, ...HUNK), 1, /if it moves/);
  });

  for (const [name, old, now] of [
    ['prefixes', 'a/x.ts', 'b/x.ts'],
    ['no prefixes', 'x.ts', 'x.ts'],
    ['one prefix', 'a/x.ts', 'x.ts'],
    ['the other prefix', 'x.ts', 'b/x.ts'],
    ["git's mnemonic prefixes", 'i/x.ts', 'w/x.ts'],
    ['a copy beside it', 'x.ts.orig', 'x.ts'],
    ['timestamps', 'a/x.ts\t2024-01-02 03:04:05.678 +0100', 'b/x.ts  2024-01-02 03:04'],
    ['quotes', '"a/x.ts"', '"b/x.ts"'],
  ] as const) {
    it(`takes names with ${name}`, () => {
      const [operation] = parseUnified(diff(`--- ${old}`, `+++ ${now}`, ...HUNK));
      assert.equal(operation?.path, 'x.ts');
    });
  }

  for (const [name, git, written, path] of [
    ["git's mnemonic prefixes", 'i/src/a.ts w/src/a.ts', ['i/src/a.ts', 'w/src/a.ts'], 'src/a.ts'],
    ['those in quotes', '"c/\\303\\244" "i/\\303\\244"', ['"c/\\303\\244"', '"i/\\303\\244"'], 'ä'],
    ['no prefixes, in a folder b', 'b/x.ts b/x.ts', ['b/x.ts', 'b/x.ts'], 'b/x.ts'],
    ['the usual prefixes', 'a/b/x.ts b/b/x.ts', ['a/b/x.ts', 'b/b/x.ts'], 'b/x.ts'],
    ['one of them forgotten', 'a/x.ts b/x.ts', ['x.ts', 'x.ts'], 'x.ts'],
    ['the same one twice', 'a/x.ts b/x.ts', ['a/x.ts', 'a/x.ts'], 'x.ts'],
  ] as const) {
    it(`takes the row "diff --git" for what paths mean, with ${name}`, () => {
      const [old, now] = written;
      const only = (...rows: string[]): unknown[] =>
        parseUnified(diff(`diff --git ${git}`, ...rows)).map(operation => [
          operation.kind,
          operation.path,
        ]);
      assert.deepEqual(
        only('new file mode 100644', '--- /dev/null', `+++ ${now}`, '@@ -0,0 +1 @@', '+a'),
        [['create', path]],
      );
      assert.deepEqual(only('new file mode 100644'), [['create', path]]);
      assert.deepEqual(
        only('deleted file mode 100644', `--- ${old}`, '+++ /dev/null', '@@ -1 +0,0 @@', '-a'),
        [['delete', path]],
      );
      assert.deepEqual(only(`--- ${old}`, `+++ ${now}`, ...HUNK), [['update', path]]);
    });
  }

  it('takes back the quoting of git, and keeps spaces in names', () => {
    const path = (name: string): string | undefined =>
      parseUnified(diff(`--- ${name}`, `+++ ${name}`, ...HUNK))[0]?.path;
    assert.equal(path('"b\\303\\244r \\"1\\"\\t.ts"'), 'bär "1"\t.ts');
    assert.equal(path('two words.ts'), 'two words.ts');
    assert.deepEqual(parseUnified(diff('diff --git a/b c.ts b/b c.ts', 'new file mode 100644')), [
      { kind: 'create', path: 'b c.ts', text: '' },
    ]);
  });

  it('R32 reads CRLF, fences, text above, and an Index row', () => {
    const text = diff('Index: x.ts', '='.repeat(67), '--- x.ts', '+++ x.ts', ...HUNK);
    const expected = [['x.ts', 'x.ts', HUNK_TOLD]];
    assert.deepEqual(told(parseUnified(text)), expected);
    assert.deepEqual(told(parseUnified(text.replaceAll('\n', '\r\n'))), expected);
    assert.deepEqual(told(parseUnified(`\`\`\`diff\n${text}\n\`\`\`\n`)), expected);
    assert.deepEqual(told(parseUnified(`This fixes it:\n\n${text}\n`)), expected);
  });

  it('bears with counts that are wrong, and takes line numbers for hints only', () => {
    const text = diff('--- a/x.ts', '+++ b/x.ts', '@@ -3,9 +900,1 @@', ...HUNK.slice(1), '');
    assert.deepEqual(told(parseUnified(text)), [['x.ts', 'x.ts', HUNK_TOLD]]);
    const bare = diff('--- a/x.ts', '+++ b/x.ts', '@@', ...HUNK.slice(1));
    assert.deepEqual(told(parseUnified(bare)), [
      ['x.ts', 'x.ts', [undefined, ...HUNK_TOLD.slice(1)]],
    ]);
  });

  it('passes over remarks about the last newline', () => {
    const remark = '\\ No newline at end of file';
    const names = ['--- a/x.ts', '+++ b/x.ts'];
    const text = diff(...names, '@@ -1 +1 @@', '-a', remark, '+b', remark);
    assert.deepEqual(told(parseUnified(text)), [['x.ts', 'x.ts', [1, 'remove a', 'add b']]]);
    assert.deepEqual(
      parseUnified(diff('--- /dev/null', '+++ b/x.ts', '@@ -0,0 +1 @@', '+a', remark)),
      [{ kind: 'create', path: 'x.ts', text: 'a' }],
    );
  });

  it('tells removed and added lines that look like names from names', () => {
    const rows = ['--- a/q.sql', '+++ b/q.sql', '@@ -1,2 +1,2 @@', ' a', '--- old', '+++ old'];
    const lines = [1, 'keep a', 'remove -- old', 'add ++ old'];
    assert.deepEqual(told(parseUnified(diff(...rows))), [['q.sql', 'q.sql', lines]]);
    assert.deepEqual(told(parseUnified(diff(...rows, '@@ -9 +9 @@', '-x'))), [
      ['q.sql', 'q.sql', lines, [9, 'remove x']],
    ]);
    const other = ['--- a/x.ts', '+++ b/x.ts', ...HUNK];
    assert.deepEqual(told(parseUnified(diff(...rows, ...other))), [
      ['q.sql', 'q.sql', lines],
      ['x.ts', 'x.ts', HUNK_TOLD],
    ]);
  });

  it('takes names with the prefixes of one path for names, even where a count is over by one', () => {
    const rows = ['--- a/x.ts', '+++ b/x.ts', '@@ -3,3 +3,3 @@', ...HUNK.slice(1)];
    const lines = ['x.ts', 'x.ts', HUNK_TOLD];
    assert.deepEqual(told(parseUnified(diff(...rows, '--- a/y.ts', '+++ b/y.ts', ...HUNK))), [
      lines,
      ['y.ts', 'y.ts', HUNK_TOLD],
    ]);
    const [first] = told(parseUnified(diff(...rows, '--- y.ts', '+++ y.ts', ...HUNK)));
    const content = [3, 'keep a', 'remove b', 'remove -- y.ts', 'add c', 'add ++ y.ts'];
    assert.deepEqual(first, ['x.ts', 'x.ts', content, HUNK_TOLD]);
  });

  it('R32 passes over what stands around a diff: long fences, text above one, a signature, a mark', () => {
    const text = diff('--- a/x.md', '+++ b/x.md', ...HUNK);
    const expected = [['x.md', 'x.md', HUNK_TOLD]];
    for (const wrapped of [
      `\`\`\`\`diff\n${text}\n\`\`\`\``,
      `~~~\n${text}\n~~~~`,
      `Here it is:\n\n\`\`\`diff\n${text}\n\`\`\``,
      `Here it is:\n\`\`\`\n${text.replace('-3,2 +3,2', '-3,9 +3,1')}\n\`\`\``,
      `${text}\n\`\`\``,
      `From 12ab Mon Sep 17 00:00:00 2001\nSubject: x\n\n---\n x.md | 2 +-\n\n${text}\n-- \n2.43.0\n\n`,
      `\ufeff${text}`,
    ]) {
      assert.deepEqual(told(parseUnified(wrapped)), expected, wrapped);
    }
  });

  it('keeps lines that look like what stands around a diff', () => {
    const names = ['--- a/x.md', '+++ b/x.md'];
    const lines = (...rows: string[]): unknown => told(parseUnified(diff(...names, ...rows)))[0];
    const fence = '```';
    const unclosed = diff('```diff', ...names, '@@ -3,3 +3,3 @@', ...HUNK.slice(1), ` ${fence}`);
    const told3 = ['x.md', 'x.md', [...HUNK_TOLD, `keep ${fence}`]];
    assert.deepEqual(told(parseUnified(unclosed))[0], told3);
    assert.deepEqual(lines('@@ -3,3 +3,3 @@', ...HUNK.slice(1), fence), told3);
    assert.deepEqual(lines('@@ -3,4 +3,3 @@', ' a', '-b', '+c', '-- ', '2.43.0'), [
      'x.md',
      'x.md',
      [3, 'keep a', 'remove b', 'remove - ', 'add c', 'keep 2.43.0'],
    ]);
  });

  it('keeps rows of a hunk that are a heading elsewhere, and drops them above the next file', () => {
    const line = '='.repeat(20);
    const rows = ['--- x.rst', '+++ x.rst', '@@ -1,4 +1,4 @@', 'Index: all', line, '-a', '+b'];
    const told1 = ['x.rst', 'x.rst', [1, 'keep Index: all', `keep ${line}`, 'remove a', 'add b']];
    assert.deepEqual(told(parseUnified(diff(...rows))), [told1]);
    const next = ['Index: y.ts', line, '--- y.ts', '+++ y.ts', ...HUNK];
    assert.deepEqual(told(parseUnified(diff(...rows, ...next))), [
      told1,
      ['y.ts', 'y.ts', HUNK_TOLD],
    ]);
  });

  it('says at which line what was expected and what was found', () => {
    fails('a\nb', 1, /"--- a\/path" and "\+\+\+ b\/path", found no file/);
    fails(diff('--- a/x.ts', '@@ -1 +1 @@', '-a'), 2, /"\+\+\+ b\/path" below/);
    fails(diff('+++ b/x.ts', '@@ -1 +1 @@', '-a'), 1, /"--- a\/path" above/);
    fails(diff('--- x.ts', '+++ y.ts', ...HUNK), 1, /the same path/);
    fails(diff('--- a/x.ts', '+++ b/x.ts'), 1, /without hunks/);
    fails(diff('--- a/x.ts', '+++ b/x.ts', '@@ -1 +1 @@', ' a'), 3, /only keeps lines/);
    fails(diff('--- /dev/null', '+++ b/x.ts', '@@ -0,0 +1 @@', '+a', 'b'), 5, /begins with \+/);
    fails(diff('--- /dev/null', '+++ /dev/null', '@@ -1 +1 @@', '-a'), 1, /the path of a file/);
    const git = 'diff --git a/x.png b/x.png';
    fails(diff(git, 'Binary files a/x.png and b/x.png differ'), 2, /a change of text/);
    fails(diff('diff --git a/x b/y', 'copy from x', 'copy to y'), 2, /not copied/);
    fails(diff('diff --git a/x b/x', 'old mode 100644', 'new mode 100755'), 1, /without hunks/);
  });
});
