import assert from 'node:assert/strict';
import { sha256 } from '../../../src/base/hash.ts';
import { applyEdit } from '../../../src/tools/applyEdit.ts';
import { applyPatch } from '../../../src/tools/applyPatch.ts';
import { createFile } from '../../../src/tools/createFile.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { perform, prepare, refuses } from './toolRun.ts';

const patch = (...rows: string[]): { input: string } => ({
  input: ['*** Begin Patch', ...rows, '*** End Patch'].join('\n'),
});

describe('apply_edit', () => {
  it('replaces one passage and says where and that it was saved', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\ntwo\n' } });
    const output = await perform(
      applyEdit,
      { path: 'a.ts', oldText: 'two', newText: '2' },
      workspace,
    );
    assert.deepEqual(output, {
      content:
        'Applied.\n- a.ts: 1 lines added, 1 removed, around lines 1-2 as they count now; saved',
      summary: '1 file',
      failed: false,
    });
    assert.equal(workspace.text('a.ts'), 'one\n2\n');
  });

  it('proposes exactly what it does, against the text that the user sees', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\ntwo\n' } });
    const proposal = await prepare(
      applyEdit,
      { path: 'a.ts', oldText: 'two', newText: '2' },
      workspace,
    );
    assert.deepEqual(proposal, {
      kind: 'edit',
      changes: [
        {
          kind: 'update',
          path: { display: 'a.ts', uri: 'file:///w/app/a.ts' },
          baselineHash: await sha256('one\ntwo\n'),
          edits: [{ start: 4, end: 8, text: '2\n' }],
        },
      ],
      diff: [
        {
          path: 'a.ts',
          change: 'update',
          added: 1,
          removed: 1,
          hunks: [
            {
              oldStart: 1,
              newStart: 1,
              lines: [
                { kind: 'context', text: 'one' },
                { kind: 'removed', text: 'two' },
                { kind: 'added', text: '2' },
              ],
            },
          ],
        },
      ],
    });
    assert.equal(workspace.text('a.ts'), 'one\ntwo\n');
  });

  it('R01 leaves a file unsaved that the user had not saved, and says so', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'typed by the user\n' } });
    workspace.markDirty('a.ts');
    const input = { path: 'a.ts', oldText: 'typed', newText: 'written' };
    const { content } = await perform(applyEdit, input, workspace);
    assert.match(content, /not saved; the user had unsaved changes in it/);
    assert.equal(workspace.text('a.ts'), 'written by the user\n');
  });

  it('R17 R18 refuses a passage that is not there once, naming file and lines', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\none\n' } });
    const edit = (oldText: string): Promise<unknown> =>
      perform(applyEdit, { path: 'a.ts', oldText, newText: 'x' }, workspace);
    await refuses(edit('one'), /^a\.ts: oldText fits 2 places: lines 1, 2\./, workspace);
    await refuses(edit('ones'), /^a\.ts: oldText fits nowhere.*\nNearest: lines 1-1/, workspace);
  });

  it('R16 takes newText literally', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\n' } });
    const newText = '$& $1 `$`\\n\0';
    await perform(applyEdit, { path: 'a.ts', oldText: 'one', newText }, workspace);
    assert.equal(workspace.text('a.ts'), `${newText}\n`);
  });

  it('R27 tells what a save participant made of the text', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\n' } });
    workspace.onSave(text => text.toUpperCase());
    const input = { path: 'a.ts', oldText: 'one', newText: 'two' };
    const { content } = await perform(applyEdit, input, workspace);
    assert.match(content, /saved; A formatter changed/);
    assert.equal(workspace.text('a.ts'), 'TWO\n');
  });

  it('refuses an edit that changes nothing', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\n' } });
    const same = { path: 'a.ts', oldText: 'one', newText: 'one' };
    await refuses(
      perform(applyEdit, same, workspace),
      /is already so, but perhaps for line endings/,
      workspace,
    );
  });

  it('R31 refuses files that are not there, and directories', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'src/a.ts': '' } });
    const edit = (path: string): Promise<unknown> =>
      perform(applyEdit, { path, oldText: 'a', newText: 'b' }, workspace);
    await refuses(edit('b.ts'), /b\.ts does not exist/, workspace);
    await refuses(edit('src'), /src is a directory/, workspace);
    await refuses(edit('../x'), /leads out/, workspace);
  });

  it('R23 refuses a file of 50 MB without reading it', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.log': 'x' } });
    workspace.pretendSize('a.log', 50_000_000);
    const input = { path: 'a.log', oldText: 'x', newText: 'y' };
    await refuses(perform(applyEdit, input, workspace), /50000000 bytes/, workspace);
    assert(!workspace.calls.some(call => call.startsWith('read')));
  });
});

describe('create_file', () => {
  it('creates a file with exactly that text', async () => {
    const workspace = createInMemoryWorkspace();
    const output = await perform(createFile, { path: 'src/a.ts', text: 'a\r\nb' }, workspace);
    assert.match(output.content, /src\/a\.ts: created, 2 lines; saved/);
    assert.equal(workspace.text('src/a.ts'), 'a\r\nb');
  });

  it('R19 never overwrites a file, and takes no place of a directory', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'src/a.ts': 'mine' } });
    const create = (path: string): Promise<unknown> =>
      perform(createFile, { path, text: 'x' }, workspace);
    await refuses(create('src/a.ts'), /exists already and is not overwritten/, workspace);
    await refuses(create('src'), /is a directory/, workspace);
    assert.equal(workspace.text('src/a.ts'), 'mine');
  });

  it('S05 creates nothing beneath a link that leads out', async () => {
    const workspace = createInMemoryWorkspace({ links: { '/w/app/out': '/etc' } });
    const input = { path: 'out/cron.d/x', text: '' };
    await refuses(perform(createFile, input, workspace), /through a link/, workspace);
  });
});

describe('apply_patch', () => {
  const files = { 'a.ts': 'one\ntwo\n', 'b.ts': 'three\n', 'c.ts': 'four\n' };

  function several(): InMemoryWorkspace {
    return createInMemoryWorkspace({ files });
  }

  it('adds, updates, moves and deletes in one change set', async () => {
    const workspace = several();
    const input = patch(
      '*** Update File: a.ts',
      '@@',
      '-one',
      '+1',
      '*** Update File: b.ts',
      '*** Move to: lib/b.ts',
      '*** Delete File: c.ts',
      '*** Add File: d.ts',
      '+five',
    );
    const { content, summary } = await perform(applyPatch, input, workspace);
    assert.equal(workspace.applied.length, 1);
    assert.deepEqual(
      ['a.ts', 'b.ts', 'lib/b.ts', 'c.ts', 'd.ts'].map(path => workspace.text(path)),
      ['1\ntwo\n', undefined, 'three\n', undefined, 'five\n'],
    );
    assert.equal(summary, '4 files');
    assert.match(content, /- lib\/b\.ts: moved from b\.ts, 0 lines added, 0 removed; saved/);
    assert.match(content, /- c\.ts: deleted\n/);
  });

  it('R21 moves and edits in one patch', async () => {
    const workspace = several();
    const input = patch('*** Update File: a.ts', '*** Move to: z.ts', '@@', ' one', '-two', '+2');
    const proposal = await prepare(applyPatch, input, workspace);
    assert(proposal.kind === 'edit');
    assert.deepEqual(
      proposal.diff.map(({ change, path, newPath, added }) => [change, path, newPath, added]),
      [['move', 'a.ts', 'z.ts', 1]],
    );
    await perform(applyPatch, input, workspace);
    assert.deepEqual([workspace.text('a.ts'), workspace.text('z.ts')], [undefined, 'one\n2\n']);
  });

  it('R24 applies nothing of three files if the third does not fit', async () => {
    const workspace = several();
    const input = patch(
      ...['*** Update File: a.ts', '@@', '-one', '+1'],
      ...['*** Update File: b.ts', '@@', '-three', '+3'],
      ...['*** Update File: c.ts', '@@', '-nine', '+9'],
    );
    const result = perform(applyPatch, input, workspace);
    await refuses(result, /^c\.ts: Hunk 1 of 1 fits nowhere[^]*Nothing was changed\.$/, workspace);
    assert.equal(workspace.text('a.ts'), 'one\ntwo\n');
  });

  it('R19 R20 refuses to add or to move onto a file that exists', async () => {
    const workspace = several();
    await refuses(
      perform(applyPatch, patch('*** Add File: a.ts', '+x'), workspace),
      /a\.ts exists already and is not overwritten/,
      workspace,
    );
    await refuses(
      perform(applyPatch, patch('*** Update File: a.ts', '*** Move to: b.ts'), workspace),
      /b\.ts exists already, so a\.ts is not moved there/,
      workspace,
    );
    await refuses(
      perform(applyPatch, patch('*** Update File: a.ts', '*** Move to: ./a.ts'), workspace),
      /onto itself/,
      workspace,
    );
  });

  it('refuses to delete a file that is not there', async () => {
    const workspace = several();
    const result = perform(applyPatch, patch('*** Delete File: x.ts'), workspace);
    await refuses(result, /x\.ts does not exist/, workspace);
  });

  it('S01 checks both ends of a move', async () => {
    const workspace = several();
    const move = (from: string, to: string): Promise<unknown> =>
      perform(applyPatch, patch(`*** Update File: ${from}`, `*** Move to: ${to}`), workspace);
    await refuses(move('a.ts', '../a.ts'), /leads out/, workspace);
    await refuses(move('../a.ts', 'x.ts'), /leads out/, workspace);
  });

  it('refuses one file under two headers, whatever it is called', async () => {
    const workspace = createInMemoryWorkspace({
      files,
      links: { '/w/app/link.ts': '/w/app/a.ts' },
    });
    const twice = (...rows: string[]): Promise<unknown> =>
      perform(applyPatch, patch('*** Update File: a.ts', '@@', '-one', '+1', ...rows), workspace);
    await refuses(twice('*** Delete File: link.ts'), /a\.ts occurs twice/, workspace);
    await refuses(
      twice('*** Update File: b.ts', '*** Move to: d.ts', '*** Add File: d.ts', '+x'),
      /d\.ts occurs twice/,
      workspace,
    );
  });

  it('refuses a patch that cannot be read, with the line', async () => {
    const workspace = several();
    const result = perform(applyPatch, { input: 'Change a to b.' }, workspace);
    await refuses(result, /cannot be read at its line 1: expected "\*\*\* Begin Patch"/, workspace);
  });

  it('takes a unified diff as well', async () => {
    const workspace = several();
    const input = [
      ...['--- a/a.ts', '+++ b/a.ts', '@@ -1,2 +1,2 @@', '-one', '+1', ' two'],
      ...['diff --git a/b.ts b/lib/b.ts', 'rename from b.ts', 'rename to lib/b.ts'],
      ...['--- a/b.ts', '+++ b/lib/b.ts', '@@ -1 +1 @@', '-three', '+3'],
      ...['--- a/c.ts', '+++ /dev/null', '@@ -1 +0,0 @@', '-four'],
      ...['--- /dev/null', '+++ b/d.ts', '@@ -0,0 +1 @@', '+five'],
    ].join('\n');
    const call = applyPatch.accept({ input });
    assert(call.kind === 'effect');
    assert.equal(call.title, 'a.ts, lib/b.ts, c.ts, d.ts');
    await perform(applyPatch, { input }, workspace);
    assert.deepEqual(
      ['a.ts', 'b.ts', 'lib/b.ts', 'c.ts', 'd.ts'].map(path => workspace.text(path)),
      ['1\ntwo\n', undefined, '3\n', undefined, 'five\n'],
    );
  });

  it('deletes by a diff only the file whose lines the diff removes', async () => {
    const deletion = (...rows: string[]): { input: string } => ({
      input: ['diff --git a/a.ts b/a.ts', 'deleted file mode 100644', ...rows].join('\n'),
    });
    const rows = ['--- a/a.ts', '+++ /dev/null', '@@ -1,2 +0,0 @@', '-one', '-two'];
    const grown = createInMemoryWorkspace({ files: { 'a.ts': 'one\ntwo\nmine\n' } });
    await refuses(
      perform(applyPatch, deletion(...rows), grown),
      /^a\.ts has lines that the diff does not remove.*"mine".*Delete File: a\.ts/,
      grown,
    );
    const other = createInMemoryWorkspace({ files: { 'a.ts': 'one\n2\n' } });
    await refuses(perform(applyPatch, deletion(...rows), other), /fits nowhere/, other);
    const anew = ['--- /dev/null', '+++ b/a.ts', '@@ -0,0 +1 @@', '+new'];
    await refuses(
      perform(applyPatch, deletion(...rows, ...anew), grown),
      /has lines that the diff does not remove/,
      grown,
    );
    for (const written of [rows, rows.slice(0, 2), rows.slice(0, 3), []]) {
      const workspace = several();
      await perform(applyPatch, deletion(...written), workspace);
      assert.equal(workspace.text('a.ts'), undefined);
    }
  });

  it('takes a file that is deleted and added for one that is written anew, keeping what it keeps', async () => {
    for (const rows of [
      ['*** Delete File: a.ts', '*** Add File: ./a.ts', '+1', '+two'],
      ['*** Add File: a.ts', '+1', '+two', '*** Delete File: a.ts'],
    ]) {
      const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\r\ntwo\r\n' } });
      const proposal = await prepare(applyPatch, patch(...rows), workspace);
      assert(proposal.kind === 'edit');
      assert.deepEqual(
        proposal.diff.map(({ change, added, removed }) => [change, added, removed]),
        [['update', 1, 1]],
      );
      const { content } = await perform(applyPatch, patch(...rows), workspace);
      assert.match(content, /- a\.ts: 1 lines added, 1 removed, around lines 1-2 .*; saved/);
      assert.equal(workspace.text('a.ts'), '1\r\ntwo\r\n');
    }
  });

  it('refuses to write a file anew that is not there, or three times', async () => {
    const workspace = several();
    const anew = ['*** Delete File: x.ts', '*** Add File: x.ts', '+x'];
    const missing = perform(applyPatch, patch(...anew), workspace);
    await refuses(missing, /x\.ts does not exist/, workspace);
    const rows = ['*** Delete File: a.ts', '*** Add File: a.ts', '+x', '*** Delete File: a.ts'];
    await assert.rejects(perform(applyPatch, patch(...rows), workspace));
    assert.equal(workspace.text('a.ts'), 'one\ntwo\n');
  });

  it('refuses a patch that changes nothing', async () => {
    const workspace = several();
    const input = patch('*** Update File: a.ts', '@@', '-one', '+one');
    await refuses(perform(applyPatch, input, workspace), /already so/, workspace);
  });

  it('R14 says in the result what was tolerated', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one  \ntwo\n' } });
    const input = patch('*** Update File: a.ts', '@@', ' one', '-two', '+2');
    const { content } = await perform(applyPatch, input, workspace);
    assert.match(
      content,
      /a\.ts: Hunk 1 of 1 differs from the file in white space at the end of line 1/,
    );
    assert.equal(workspace.text('a.ts'), 'one  \n2\n');
  });

  it('R30 passes on that a file is binary', async () => {
    const workspace = several();
    workspace.markBinary('a.ts');
    const input = patch('*** Update File: a.ts', '@@', '-one', '+1');
    await assert.rejects(perform(applyPatch, input, workspace), /binary/);
    assert.deepEqual(workspace.applied, []);
  });

  it('R45 changes nothing once it is stopped', async () => {
    const workspace = several();
    const call = applyPatch.accept(patch('*** Delete File: a.ts'));
    assert(call.kind === 'effect');
    const stopped = workspace.context({ signal: AbortSignal.abort() });
    await assert.rejects(call.prepare(stopped), { name: 'AbortError' });
    const proposal = await call.prepare(workspace.context());
    await assert.rejects(call.perform(proposal, stopped), { name: 'AbortError' });
    assert.equal(workspace.text('a.ts'), 'one\ntwo\n');
  });

  it('is titled by the files that it names', () => {
    const call = applyPatch.accept(patch('*** Add File: a b.ts', '+', '*** Delete File: c.ts'));
    assert(call.kind === 'effect');
    assert.equal(call.title, 'a b.ts, c.ts');
  });
});
