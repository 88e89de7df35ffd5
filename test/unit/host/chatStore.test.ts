import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LogPort } from '../../../src/chat/sessionLog.ts';
import { createChatStore } from '../../../src/host/chatStore.ts';

/** All of the chat "a", as UTF-8. */
async function textOf(store: LogPort): Promise<string> {
  const bytes: Buffer[] = [];
  for await (const piece of store.pieces('a', 0)) bytes.push(Buffer.from(piece));
  return Buffer.concat(bytes).toString('utf8');
}

describe('createChatStore', () => {
  let parent = '';
  let folder = '';

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'plumb-chats-'));
    folder = path.join(parent, 'storage', 'chats');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('makes its folder with the first append, not before', async () => {
    const store = createChatStore(folder);
    assert.deepEqual(await store.ids(), []);
    assert.equal(await store.size('a'), undefined);
    assert.deepEqual(await readdir(parent), []);
    await store.append('a', '{"n":1}\n');
    assert.equal(await readFile(path.join(folder, 'a.jsonl'), 'utf8'), '{"n":1}\n');
  });

  it('appends behind what is there and reads all of it back', async () => {
    await createChatStore(folder).append('a', '{"n":1}\n');
    const later = createChatStore(folder);
    await later.append('a', '{"n":2,"t":"é😀"}\n{"n":3}\n');
    assert.equal(await textOf(later), '{"n":1}\n{"n":2,"t":"é😀"}\n{"n":3}\n');
  });

  it('R04 R55 keeps lines whole that two windows append at once', async () => {
    const one = createChatStore(folder);
    const other = createChatStore(folder);
    const lines = Array.from({ length: 60 }, (_, n) => `${n}:${'x'.repeat(20_000)}\n`);
    await Promise.all(lines.map((line, n) => (n % 2 === 0 ? one : other).append('a', line)));
    const text = await textOf(one);
    assert.deepEqual(text.split(/(?<=\n)/).sort(), lines.toSorted());
  });

  it('R47 reads a log whose end is torn within a character', async () => {
    const store = createChatStore(folder);
    await store.append('a', '{"n":1}\n');
    const torn = Buffer.concat([Buffer.from('{"n":1}\n{"t":"'), Buffer.from('é').subarray(0, 1)]);
    await writeFile(path.join(folder, 'a.jsonl'), torn);
    assert.equal(await textOf(store), '{"n":1}\n{"t":"\ufffd');
  });

  it('knows every chat by its log, and no other file', async () => {
    const store = createChatStore(folder);
    await store.append('a', 'line\n');
    await store.append('b', 'line\n');
    for (const name of ['notes.txt', 'not a chat.jsonl', 'c.jsonl.torn']) {
      await writeFile(path.join(folder, name), 'x');
    }
    assert.deepEqual((await store.ids()).toSorted(), ['a', 'b']);
  });

  it('removes a chat, and leaves the others', async () => {
    const store = createChatStore(folder);
    await store.append('a', 'a\n');
    await store.append('b', 'b\n');
    await store.remove('a');
    await store.remove('never-there');
    assert.deepEqual(await store.ids(), ['b']);
  });

  it('S01 takes no id that would lead out of its folder', async () => {
    const store = createChatStore(folder);
    for (const id of ['../a', 'a/b', 'a\\b', '..', '', 'a.b', 'a\0', 'x'.repeat(101)]) {
      await assert.rejects(store.append(id, 'x\n'), /Not a chat's id/);
      assert.throws(() => store.pieces(id, 0), /Not a chat's id/);
      await assert.rejects(store.size(id), /Not a chat's id/);
      await assert.rejects(store.remove(id), /Not a chat's id/);
    }
  });

  if (process.platform !== 'win32') {
    it('lets only the user read chats', async () => {
      await createChatStore(folder).append('a', 'a\n');
      assert.equal((await stat(folder)).mode & 0o777, 0o700);
      assert.equal((await stat(path.join(folder, 'a.jsonl'))).mode & 0o777, 0o600);
    });
  }

  it('R47 says so where a log cannot be written', async () => {
    await writeFile(path.join(parent, 'storage'), 'a file in place of the folder');
    await assert.rejects(createChatStore(folder).append('a', 'a\n'));
  });
});
