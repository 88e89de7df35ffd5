import assert from 'node:assert/strict';
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

  it('R32 refuses a fence that is not closed', () => {
    fails(`\`\`\`\n${patch(...updateRows)}`, 8, /"```"/);
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
    fails(
      '*** Update File: a.ts\n@@\n-a',
      1,
      /expected "\*\*\* Begin Patch", found "\*\*\* Update/,
    );
    fails('', 1, /Begin Patch/);
    fails(patch(), 2, /no file/);
    fails(patch('--- a/b.ts'), 2, /Add File/);
    fails(patch('*** Update File: a.ts', '@@', '-a', 'b'), 5, /found "b"/);
    fails(patch('*** Update File:   ', '@@', '-a'), 2, /a path/);
    fails(patch('*** Add File: a.ts', '+a', 'b', '+c'), 4, /begins with \+/);
    fails(patch('*** Delete File: a.ts', '-a'), 3, /has no lines/);
    fails(`${patch(...updateRows)}\nThis fixes it.`, 8, /nothing after/);
  });
});
