import assert from 'node:assert/strict';
import type { LineHunk } from '../../../src/edits/operations.ts';
import { parsePatch } from '../../../src/edits/parsePatch.ts';
import { PatchSyntaxError } from '../../../src/edits/refusal.ts';

const patch = (...rows: string[]): string =>
  ['*** Begin Patch', ...rows, '*** End Patch'].join('\n');

function fails(text: string, line: number, message: RegExp): void {
  assert.throws(
    () => parsePatch(text),
    (error: unknown) =>
      error instanceof PatchSyntaxError && error.line === line && message.test(error.message),
  );
}

const update = [
  {
    kind: 'update',
    path: 'a.ts',
    hunks: [
      {
        kind: 'lines',
        anchors: [],
        lines: [
          { kind: 'keep', text: 'one' },
          { kind: 'remove', text: 'two' },
          { kind: 'add', text: 'three' },
        ],
        endOfFile: false,
      },
    ],
  },
];
const updateRows = ['*** Update File: a.ts', '@@', ' one', '-two', '+three'];

function hunksOf(...rows: string[]): readonly LineHunk[] {
  const [operation] = parsePatch(patch('*** Update File: a.ts', ...rows));
  assert(operation?.kind === 'update');
  return operation.hunks.filter(hunk => hunk.kind === 'lines');
}

/** The lines of the first hunk, each led by what happens to it. */
function linesOf(...rows: string[]): string[] | undefined {
  return hunksOf(...rows)[0]?.lines.map(({ kind, text }) => `${kind} ${text}`);
}

describe('reading a patch', () => {
  it('gives every kind of file operation in the order of the patch', () => {
    const operations = parsePatch(
      patch(
        '*** Add File: new dir/a.ts',
        '+first',
        '+',
        '+ third',
        '*** Delete File: b.ts',
        ...updateRows,
        '*** Update File: c.ts',
        '*** Move to: d.ts',
      ),
    );
    assert.deepEqual(operations, [
      { kind: 'create', path: 'new dir/a.ts', text: 'first\n\n third\n' },
      { kind: 'delete', path: 'b.ts' },
      ...update,
      { kind: 'update', path: 'c.ts', moveTo: 'd.ts', hunks: [] },
    ]);
  });

  it('reads several anchors, nested, and the mark of the end of the file', () => {
    const [operation] = parsePatch(
      patch(
        '*** Update File: a.py',
        '@@ class Shape:',
        '@@     def area(self):',
        '-        return 0',
        '+        return 1',
        '@@ class Circle: @@',
        '+    pass',
        '*** End of File',
      ),
    );
    assert(operation?.kind === 'update');
    assert.deepEqual(
      operation.hunks.map(hunk => hunk.kind === 'lines' && [hunk.anchors, hunk.endOfFile]),
      [
        [['class Shape:', 'def area(self):'], false],
        [['class Circle:'], true],
      ],
    );
  });

  it('takes the numbers of a unified diff for no anchor', () => {
    const [operation] = parsePatch(
      patch('*** Update File: a.ts', '@@ -1,2 +1,2 @@ cut hea', '-a', '+b'),
    );
    assert(operation?.kind === 'update' && operation.hunks[0]?.kind === 'lines');
    assert.deepEqual(operation.hunks[0].anchors, []);
  });

  it('keeps a line that is removed and added again unchanged', () => {
    const [operation] = parsePatch(
      patch('*** Update File: a.ts', '@@', '-a', '-b', '-c', '+a', '+x', '+c'),
    );
    assert(operation?.kind === 'update' && operation.hunks[0]?.kind === 'lines');
    assert.deepEqual(
      operation.hunks[0].lines.map(line => `${line.kind} ${line.text}`),
      ['keep a', 'remove b', 'add x', 'keep c'],
    );
  });

  it('takes an empty row for a kept empty line within a hunk, and for nothing at its end', () => {
    const [operation] = parsePatch(
      patch('*** Update File: a.ts', '', '@@', ' a', '', '+b', '', ''),
    );
    assert(operation?.kind === 'update' && operation.hunks[0]?.kind === 'lines');
    assert.deepEqual(
      operation.hunks[0].lines.map(line => `${line.kind} ${line.text}`),
      ['keep a', 'keep ', 'add b'],
    );
  });

  it('R32 reads a patch that has CRLF in itself', () => {
    assert.deepEqual(parsePatch(patch(...updateRows).replaceAll('\n', '\r\n')), update);
  });

  for (const [name, text] of [
    ['a code fence', `\`\`\`diff\n${patch(...updateRows)}\n\`\`\`\n`],
    ['a long fence', `\`\`\`\`\n${patch(...updateRows)}\n\`\`\`\``],
    ['a here-document', `apply_patch <<'EOF'\n${patch(...updateRows)}\nEOF\n`],
    ['blank lines', `\n\n${patch(...updateRows)}\n  \n`],
  ] as const) {
    it(`R32 reads a patch in ${name}`, () => {
      assert.deepEqual(parsePatch(text), update);
    });
  }

  it('R32 reads a patch whose end marker is missing', () => {
    assert.deepEqual(parsePatch(['*** Begin Patch', ...updateRows].join('\n')), update);
  });

  it('R32 reads a patch whose begin marker is missing, or both', () => {
    assert.deepEqual(parsePatch([...updateRows, '*** End Patch'].join('\n')), update);
    assert.deepEqual(parsePatch(updateRows.join('\n')), update);
  });

  it('R32 reads a fence that is not closed, and one that is closed twice', () => {
    assert.deepEqual(parsePatch(`\`\`\`\n${patch(...updateRows)}`), update);
    assert.deepEqual(parsePatch(`${patch(...updateRows)}\n\`\`\`\n`), update);
    assert.deepEqual(
      parsePatch(`\`\`\`sh\n$ apply_patch << EOF\n${patch(...updateRows)}\nEOF\n\`\`\``),
      update,
    );
  });

  it('keeps the last line of a wrapping that is not closed, though it reads as its end', () => {
    for (const [wrapping, last] of [
      ['```', '```'],
      ["apply_patch <<'EOF'", 'EOF'],
      ['apply_patch', '```'],
    ] as const) {
      const [operation] = parsePatch([wrapping, ...updateRows, ` ${last}`].join('\n'));
      assert(operation?.kind === 'update' && operation.hunks[0]?.kind === 'lines');
      assert.equal(operation.hunks[0].lines.at(-1)?.text, last);
    }
  });

  it('reads one patch after another as one', () => {
    const [first] = update;
    assert.deepEqual(parsePatch(`${patch(...updateRows)}\n\n${patch('*** Delete File: b.ts')}`), [
      first,
      { kind: 'delete', path: 'b.ts' },
    ]);
  });

  it('reads headers with odd white space and paths between quotes', () => {
    for (const header of [
      '***Update File: a.ts',
      '***  Update  File :a.ts  ',
      '*** update file:\ta.ts\t',
      '  *** Update File: a.ts',
      '*** Update File: `a.ts`',
      '*** Update File: "a.ts"',
    ]) {
      const [, ...rows] = updateRows;
      assert.deepEqual(parsePatch(patch(header, ...rows)), update, header);
    }
    assert.deepEqual(parsePatch(patch('*** Update File: a.ts', '', '***Move To : b.ts ')), [
      { kind: 'update', path: 'a.ts', moveTo: 'b.ts', hunks: [] },
    ]);
  });

  it('takes a header with a space in front for a kept line of an update', () => {
    assert.deepEqual(linesOf('@@', ' *** Update File: b.ts', '+b'), [
      'keep *** Update File: b.ts',
      'add b',
    ]);
    assert.deepEqual(
      parsePatch(patch('*** Update File: a.ts', ' *** Move to: b.ts', '-x', '+y')).map(
        operation => operation.kind === 'update' && operation.moveTo,
      ),
      [undefined],
    );
    assert.deepEqual(linesOf(' *** Move to: b.ts', '-x', '+y'), [
      'keep *** Move to: b.ts',
      'remove x',
      'add y',
    ]);
  });

  it('takes numbers for a hint of the line, below an anchor too', () => {
    const hints = (...rows: string[]): unknown[] =>
      hunksOf(...rows).map(({ anchors, line }) => [anchors, line]);
    assert.deepEqual(hints('@@ -7,4 +9,5 @@ function cut', '-a', '@@ -20 +22 @@', '-b'), [
      [[], 7],
      [[], 20],
    ]);
    assert.deepEqual(hints('@@ class A', '@@ -7,1 @@', '-a'), [[['class A'], 7]]);
    assert.deepEqual(hints('@@ -7,0 +8,2 @@', '+a'), [[[], 8]]);
    assert.deepEqual(hints('@@ -0,0 +1 @@', '+a'), [[[], 1]]);
    assert.deepEqual(hints('@@', '-a', '@@ ... @@', '-b'), [
      [[], undefined],
      [[], undefined],
    ]);
  });

  it('R32 reads kept lines that lost the space in front', () => {
    assert.deepEqual(linesOf('@@', 'function f() {', '-  a', '+  b', '}'), [
      'keep function f() {',
      'remove   a',
      'add   b',
      'keep }',
    ]);
    assert.deepEqual(linesOf('@@', 'f() {', '   kept', '-  a', '}'), [
      'keep f() {',
      'keep   kept',
      'remove   a',
      'keep }',
    ]);
    assert.deepEqual(linesOf('@@', 'f() {', '  kept', '', '-  a', '\tb', '}'), [
      'keep f() {',
      'keep   kept',
      'keep ',
      'remove   a',
      'keep \tb',
      'keep }',
    ]);
  });

  it('R32 refuses lost spaces that can be read in two ways, and rows that are no lines', () => {
    const file = '*** Update File: a.ts';
    fails(patch(file, '@@', 'f() {', '  a', '   b', '-  c'), 4, /some of this hunk have it/);
    fails(patch(file, 'This fixes it:', '@@', '-a'), 3, /found "This fixes it:"/);
    fails(patch(file, '@@', '-a', '*** Rename File: b.ts'), 5, /Rename/);
    fails(patch(file, '@@', '-a', '*** Move to: b.ts'), 5, /straight below line 2/);
  });

  it('passes over the names of a unified diff and remarks about the last newline', () => {
    assert.deepEqual(
      linesOf(
        '--- a/a.ts',
        '+++ b/a.ts',
        '@@ -1 +1 @@',
        '-a',
        '\\ No newline at end of file',
        '+b',
      ),
      ['remove a', 'add b'],
    );
    assert.deepEqual(linesOf('@@', '-- a', '+++ b'), ['remove - a', 'add ++ b']);
  });

  it('takes only names of the file itself for such names, and others for lines', () => {
    const first = (file: string, ...names: string[]): string | undefined => {
      const [operation] = parsePatch(patch(`*** Update File: ${file}`, ...names, '@@', '-x', '+y'));
      const [hunk] = operation?.kind === 'update' ? operation.hunks : [];
      return hunk?.kind === 'lines' ? hunk.lines[0]?.text : undefined;
    };
    assert.equal(first('q.sql', '--- old comment', '+++ i'), '-- old comment');
    assert.equal(first('q.sql', '--- n;', '+++ n;'), '-- n;');
    assert.equal(first('q.sql', '--- a/old.sql', '+++ b/old.sql'), '-- a/old.sql');
    assert.equal(first('a.ts', '--- a/a.ts', '+++ b/b.ts'), '-- a/a.ts');
    assert.equal(first('a.ts', '--- a.ts', '+++ a.ts'), 'x');
    assert.equal(first('a.ts', '--- a.ts.orig', '+++ a.ts'), 'x');
    assert.equal(first('a.ts', '--- /dev/null', '+++ b/a.ts'), 'x');
    assert.equal(first('./src/a.ts', '--- a/src/a.ts', '+++ b/src/a.ts'), 'x');
  });

  it('adds files with empty lines that lost their +, and without a newline if it says so', () => {
    const added = (...rows: string[]): string | false => {
      const [operation] = parsePatch(patch('*** Add File: a.ts', ...rows));
      return operation?.kind === 'create' && operation.text;
    };
    assert.equal(added('+a', '', '+b', ''), 'a\n\nb\n');
    assert.equal(added('@@ -0,0 +1,2 @@', '+a', '+b', '\\ No newline at end of file'), 'a\nb');
    assert.equal(added('+a', '*** End of File'), 'a\n');
    assert.equal(added(), '');
    assert.equal(added('+'), '\n');
  });

  it('reads 1,000 files and hunks (R32)', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ['@@', `-${index}`, '+x']).flat();
    assert.equal(hunksOf(...rows).length, 1_000);
    const files = Array.from({ length: 1_000 }, (_, index) => `*** Delete File: ${index}.ts`);
    assert.equal(parsePatch(patch(...files)).length, 1_000);
  });

  it('R32 refuses a hunk that only keeps lines', () => {
    fails(patch('*** Update File: a.ts', '@@', ' one'), 3, /only keeps lines/);
  });

  it('R32 refuses an empty hunk', () => {
    fails(patch('*** Update File: a.ts', '@@ one', '*** Delete File: b.ts'), 3, /without lines/);
  });

  it('R32 refuses an update without hunks', () => {
    fails(patch('*** Update File: a.ts'), 2, /without hunks/);
  });

  it('R32 refuses *** End of File before a hunk, twice, and in the middle of one', () => {
    fails(patch('*** Update File: a.ts', '*** End of File', '@@', '-a'), 3, /begins with/);
    fails(
      patch('*** Update File: a.ts', '@@', '-a', '*** End of File', '*** End of File'),
      6,
      /begins with/,
    );
    fails(patch('*** Update File: a.ts', '@@', '-a', '*** End of File', '-b'), 6, /@@ or the next/);
  });

  it('says at which line what was expected and what was found', () => {
    fails('a.ts\n@@\n-a', 1, /expected "\*\*\* Begin Patch", found "a\.ts"/);
    fails('', 1, /Begin Patch/);
    fails(patch(), 2, /no file/);
    fails(patch('--- a/b.ts'), 2, /Add File/);
    fails(patch('*** Update File:   ', '@@', '-a'), 2, /a path/);
    fails(patch('*** Add File: a.ts', '+a', 'b', '+c'), 4, /begins with \+/);
    fails(patch('*** Delete File: a.ts', '-a'), 3, /has no lines/);
    fails(`${patch(...updateRows)}\nThis fixes it.`, 8, /nothing after/);
  });
});
