import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { FileChange } from '../../src/tools/ports.ts';
import { apply, assertRefused, onlyFile } from './editing.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';

const SCHEME = 'plumb-test';

describe('the edit port, when it saves on a file system that fails,', () => {
  let disk: MemoryFileSystem;
  let registration: vscode.Disposable;

  /** Another file in each test: VS Code remembers what could not be saved. */
  let count = 0;
  let path = { display: '', uri: '' };
  const onDisk = () => String(disk.files.get(`/${path.display}`));

  const editing = async (): Promise<FileChange> => ({
    kind: 'update',
    path,
    baselineHash: await sha256('one\n'),
    edits: [{ start: 0, end: 3, text: 'two' }],
  });
  const register = (isReadonly: boolean) =>
    vscode.workspace.registerFileSystemProvider(SCHEME, disk, { isReadonly });

  beforeEach(() => {
    disk = new MemoryFileSystem();
    count += 1;
    path = { display: `${count}.txt`, uri: `${SCHEME}:/${count}.txt` };
    disk.files.set(`/${path.display}`, Buffer.from('one\n'));
  });
  afterEach(async () => {
    disk.beforeWrite = () => Promise.resolve();
    await vscode.workspace.saveAll();
    registration.dispose();
  });

  it('reads and edits there as on the disk', async () => {
    registration = register(false);
    assert.equal((await createFilesPort().read(path)).text, 'one\n');
    assert.deepEqual(onlyFile(await apply(await editing())), { saved: true, note: '' });
    assert.equal(onDisk(), 'two\n');
  });

  it('R26 says that a file could not be saved, and keeps the change in the editor', async () => {
    registration = register(false);
    disk.beforeWrite = () => Promise.reject(vscode.FileSystemError.Unavailable('disk full'));
    const { saved, note } = onlyFile(await apply(await editing()));
    assert.equal(saved, false);
    assert.match(note, /could not be saved/);
    assert.equal(onDisk(), 'one\n');
    assert.equal(
      (await vscode.workspace.openTextDocument(vscode.Uri.parse(path.uri))).getText(),
      'two\n',
    );
  });

  it('R28 says so when saving does not end', async () => {
    registration = register(false);
    let release = (): void => undefined;
    disk.beforeWrite = () =>
      new Promise(resolve => {
        release = resolve;
      });
    const { saved, note } = onlyFile(await apply(await editing()));
    release();
    assert.equal(saved, false);
    assert.match(note, /had not ended after 10 s/);
  });

  it('R26 refuses a file system that is read-only', async () => {
    registration = register(true);
    assertRefused(await apply(await editing()), /txt is on a read-only file system/);
    const creation: FileChange = {
      kind: 'create',
      path: { display: 'b.txt', uri: `${SCHEME}:/b.txt` },
      text: '',
    };
    assertRefused(await apply(creation), /read-only file system/);
  });
});
