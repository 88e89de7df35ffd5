import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { FileChange } from '../../src/tools/ports.ts';
import { until } from '../support/until.ts';
import { apply, assertRefused, onlyFile, transactions } from './editing.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';

const SCHEME = 'plumb-test';

describe('the edit port, when it saves on a file system that fails,', () => {
  let disk: MemoryFileSystem;
  let registration: vscode.Disposable;

  /** Another file in each test: VS Code remembers what could not be saved. */
  let count = 0;
  let path = { display: '', uri: '' };
  const onDisk = () => String(Buffer.from(disk.files.get(`/${path.display}`) ?? []));
  const openIn = () => {
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === path.uri);
    assert.ok(open);
    return open;
  };

  const editing = async (): Promise<Extract<FileChange, { kind: 'update' }>> => ({
    kind: 'update',
    path,
    baselineHash: await sha256('one\n'),
    edits: [{ start: 0, end: 3, text: 'two' }],
  });
  const register = (isReadonly: boolean) =>
    vscode.workspace.registerFileSystemProvider(SCHEME, disk, {
      isReadonly,
      isCaseSensitive: disk.caseMatters,
    });

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
    assert.equal(saved, false);
    assert.match(note, /had not ended after 10 s/);
    assert.equal(transactions.isLanding(path.uri), false);
    // Its late end does no harm: what is in the editor gets to the disk.
    disk.beforeWrite = () => Promise.resolve();
    release();
    await until('the save has ended', () => Promise.resolve(onDisk() === 'two\n'));
    const baselineHash = await sha256('two\n');
    const next: FileChange = { ...(await editing()), baselineHash };
    await until('the editor knows', () => Promise.resolve(!openIn().isDirty));
    assert.equal(
      (await apply({ ...next, edits: [{ start: 0, end: 3, text: 'six' }] })).applied,
      true,
    );
    assert.equal(onDisk(), 'six\n');
  });

  it('R26 leaves nothing half-written where writing past the editor fails', async () => {
    registration = register(false);
    const before = Buffer.from('one\r\ntwo\n');
    disk.files.set(`/${path.display}`, before);
    let left = 1;
    disk.beforeWrite = (uri, content) => {
      if (left === 0) return Promise.resolve();
      left -= 1;
      disk.files.set(uri.path, content.subarray(0, 2));
      return Promise.reject(vscode.FileSystemError.Unavailable('disk full'));
    };
    const change: FileChange = { ...(await editing()), baselineHash: await sha256(String(before)) };
    assertRefused(await apply(change), /could not be written: .*disk full/);
    assert.equal(onDisk(), 'one\r\ntwo\n');
  });

  it('R26 R24 takes everything back where the disk is full in the middle', async () => {
    registration = register(false);
    disk.beforeWrite = uri =>
      uri.path === '/second.txt'
        ? Promise.reject(vscode.FileSystemError.Unavailable('disk full'))
        : Promise.resolve();
    const [first, second] = ['first.txt', 'second.txt'].map((display): FileChange => ({
      kind: 'create',
      path: { display, uri: `${SCHEME}:/${display}` },
      text: 'new',
    }));
    assert.ok(first && second);
    assertRefused(await apply(first, second, await editing()), /taken back/);
    assert.deepEqual([...disk.files.keys()], [`/${path.display}`]);
    assert.equal(onDisk(), 'one\n');
  });

  it('R22 changes the case of a name, with its text, where case does not matter', async () => {
    disk.caseMatters = false;
    registration = register(false);
    const moveTo = { display: `${count}.TXT`, uri: `${SCHEME}:/${count}.TXT` };
    const changes = await editing();
    const outcome = await apply({ ...changes, moveTo });
    assert.equal(outcome.applied, true, JSON.stringify(outcome));
    assert.deepEqual(
      [...disk.files].map(([name, bytes]) => [name, String(Buffer.from(bytes))]),
      [[`/${count}.TXT`, 'two\n']],
    );
  });

  it('R22 R20 never moves onto a file that differs in case alone, where case matters', async () => {
    registration = register(false);
    disk.files.set(`/${count}.TXT`, Buffer.from('other\n'));
    const moveTo = { display: `${count}.TXT`, uri: `${SCHEME}:/${count}.TXT` };
    const changes = await editing();
    assertRefused(await apply({ ...changes, moveTo }), /TXT exists already/);
    assert.equal(String(disk.files.get(`/${count}.TXT`)), 'other\n');
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
