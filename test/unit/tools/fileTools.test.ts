import assert from 'node:assert/strict';
import { applyPatch } from '../../../src/tools/applyPatch.ts';
import { deleteFile } from '../../../src/tools/deleteFile.ts';
import { moveFile } from '../../../src/tools/moveFile.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { perform, prepare, refuses } from './toolRun.ts';

const files = { 'a.ts': 'one\n', 'b.ts': 'two\n', 'src/c.ts': 'three\n' };

function several(): InMemoryWorkspace {
  return createInMemoryWorkspace({ files });
}

describe('delete_file', () => {
  it('deletes a file, and shows its text first', async () => {
    const workspace = several();
    const proposal = await prepare(deleteFile, { path: 'a.ts' }, workspace);
    assert(proposal.kind === 'edit');
    assert.deepEqual(
      proposal.diff.map(({ path, change, removed }) => [path, change, removed]),
      [['a.ts', 'delete', 1]],
    );
    const output = await perform(deleteFile, { path: 'a.ts' }, workspace);
    assert.deepEqual(output, {
      content: 'Applied.\n- a.ts: deleted',
      summary: '1 file',
      failed: false,
    });
    assert.equal(workspace.text('a.ts'), undefined);
  });

  it('R31 refuses what is not there, and directories', async () => {
    const workspace = several();
    const remove = (path: string): Promise<unknown> => perform(deleteFile, { path }, workspace);
    await refuses(remove('x.ts'), /x\.ts does not exist/, workspace);
    await refuses(remove('src'), /src is a directory/, workspace);
    await refuses(remove('../a.ts'), /leads out/, workspace);
  });

  it('R30 passes on that a file is binary', async () => {
    const workspace = several();
    workspace.markBinary('a.ts');
    await assert.rejects(perform(deleteFile, { path: 'a.ts' }, workspace), /binary/);
  });
});

describe('move_file', () => {
  it('moves a file and leaves its text as it is', async () => {
    const workspace = several();
    const { content } = await perform(moveFile, { from: 'a.ts', to: 'lib/a.ts' }, workspace);
    assert.match(content, /- lib\/a\.ts: moved from a\.ts, 0 lines added, 0 removed; saved/);
    assert.deepEqual(
      ['a.ts', 'lib/a.ts'].map(path => workspace.text(path)),
      [undefined, 'one\n'],
    );
  });

  it('is titled by both of its ends', () => {
    const call = moveFile.accept({ from: 'a.ts', to: 'b.ts' });
    assert(call.kind === 'effect');
    assert.equal(call.title, 'a.ts → b.ts');
  });

  it('R20 refuses to move onto a file, a directory, or itself', async () => {
    const workspace = several();
    const move = (to: string): Promise<unknown> =>
      perform(moveFile, { from: 'a.ts', to }, workspace);
    await refuses(move('b.ts'), /b\.ts exists already, so a\.ts is not moved there/, workspace);
    await refuses(move('src'), /src exists already/, workspace);
    await refuses(move('./a.ts'), /onto itself/, workspace);
  });

  it('S01 checks both ends', async () => {
    const workspace = several();
    const move = (from: string, to: string): Promise<unknown> =>
      perform(moveFile, { from, to }, workspace);
    await refuses(move('a.ts', '../a.ts'), /leads out/, workspace);
    await refuses(move('/etc/passwd', 'a.txt'), /outside/, workspace);
  });
});

describe('a name that changes in case alone', () => {
  const move = { from: 'src/c.ts', to: 'src/C.ts' };
  const uris = (workspace: InMemoryWorkspace): readonly (string | undefined)[] =>
    workspace.applied.flatMap(changes =>
      changes.flatMap(change =>
        change.kind === 'update' ? [change.path.uri, change.moveTo?.uri] : [],
      ),
    );

  it('R22 is a move where the file system takes both for one', async () => {
    const workspace = createInMemoryWorkspace({ files, ignoresCase: true });
    const { content } = await perform(moveFile, move, workspace);
    assert.match(content, /- src\/C\.ts: moved from src\/c\.ts/);
    assert.deepEqual(uris(workspace), ['file:///w/app/src/c.ts', 'file:///w/app/src/C.ts']);
  });

  it('R22 is a move where the file system gives the file as it is called now', async () => {
    const workspace = createInMemoryWorkspace({
      files: { 'a b.ts': 'one\n' },
      ignoresCase: true,
      links: { '/w/app/A b.ts': '/w/app/a b.ts' },
    });
    // What a real path of such a file system is; no listing names it, as a link's would.
    const list: typeof workspace.files.list = async path =>
      (await workspace.files.list(path)).filter(({ name }) => name !== 'A b.ts');
    const call = moveFile.accept({ from: 'a b.ts', to: './A b.ts' });
    assert(call.kind === 'effect');
    const context = workspace.context({ files: { ...workspace.files, list } });
    await call.perform(await call.prepare(context), context);
    assert.deepEqual(uris(workspace), ['file:///w/app/a%20b.ts', 'file:///w/app/A%20b.ts']);
  });

  it('R22 goes with an edit of the text', async () => {
    const workspace = createInMemoryWorkspace({ files, ignoresCase: true });
    const input =
      '*** Begin Patch\n*** Update File: a.ts\n*** Move to: A.ts\n@@\n-one\n+1\n*** End Patch';
    await perform(applyPatch, { input }, workspace);
    assert.deepEqual(
      ['a.ts', 'A.ts'].map(path => workspace.text(path)),
      [undefined, '1\n'],
    );
  });

  it('R22 R20 is refused where there are two files, or a link of that name', async () => {
    const two = createInMemoryWorkspace({ files: { ...files, 'src/C.ts': 'other\n' } });
    await refuses(perform(moveFile, move, two), /src\/C\.ts exists already/, two);
    const link = createInMemoryWorkspace({
      files,
      links: { '/w/app/src/C.ts': '/w/app/src/c.ts' },
    });
    await refuses(perform(moveFile, move, link), /C\.ts exists already/, link);
  });

  it('R22 is a plain move where cases count and the place is free', async () => {
    const workspace = several();
    await perform(moveFile, move, workspace);
    assert.equal(workspace.text('src/C.ts'), 'three\n');
  });
});
