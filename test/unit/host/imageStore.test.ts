import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createImageStore } from '../../../src/host/imageStore.ts';

const picture = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251);
const sha256 = createHash('sha256').update(picture).digest('hex');

describe('createImageStore', () => {
  let parent = '';
  let folder = '';

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'plumb-images-'));
    folder = path.join(parent, 'storage', 'chats');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('gives back what was put, by its SHA-256, also after a restart', async () => {
    const id = await createImageStore(folder).put('a', picture);
    assert.equal(id, sha256);
    const read = await createImageStore(folder).get('a', id);
    assert.deepEqual(read && Uint8Array.from(read), picture);
    assert.deepEqual(await readdir(path.join(folder, 'a.images')), [id]);
  });

  it('has nothing, and makes nothing, where nothing was put', async () => {
    assert.equal(await createImageStore(folder).get('a', sha256), undefined);
    assert.deepEqual(await readdir(parent), []);
  });

  it('keeps an image once however often it is put, and for each chat its own', async () => {
    const store = createImageStore(folder);
    const ids = await Promise.all(['a', 'a', 'a', 'b'].map(chat => store.put(chat, picture)));
    assert.deepEqual(new Set(ids), new Set([sha256]));
    assert.deepEqual(await readdir(path.join(folder, 'a.images')), [sha256]);
    assert.deepEqual((await readdir(folder)).sort(), ['a.images', 'b.images']);
    assert.equal(await store.get('c', sha256), undefined);
  });

  it('R47 gives out nothing that is no longer what was put', async () => {
    const store = createImageStore(folder);
    const id = await store.put('a', picture);
    await writeFile(path.join(folder, 'a.images', id), picture.subarray(0, 100));
    assert.equal(await store.get('a', id), undefined);
    await store.put('a', picture);
    assert.equal((await store.get('a', id))?.length, picture.length);
  });

  it('S01 takes no id that would lead out of its folder', async () => {
    const store = createImageStore(folder);
    for (const chatId of ['../a', 'a/b', 'a\\b', '..', '', 'a.b', 'a\0', 'x'.repeat(101)]) {
      await assert.rejects(store.put(chatId, picture), /Not a chat's id/);
      await assert.rejects(store.get(chatId, sha256), /Not a chat's id/);
    }
    for (const id of [
      '../../a.jsonl',
      '',
      '.',
      sha256.toUpperCase(),
      `${sha256}\n`,
      `${sha256}/`,
    ]) {
      await assert.rejects(store.get('a', id), /Not an image's id/);
    }
    assert.deepEqual(await readdir(parent), []);
  });

  if (process.platform !== 'win32') {
    it('lets only the user see images', async () => {
      const id = await createImageStore(folder).put('a', picture);
      const own = path.join(folder, 'a.images');
      assert.equal((await stat(own)).mode & 0o777, 0o700);
      assert.equal((await stat(path.join(own, id))).mode & 0o777, 0o600);
      await chmod(own, 0o700);
    });
  }

  it('R47 says so where an image cannot be written, and leaves no half of it', async () => {
    const store = createImageStore(folder);
    await store.put('a', Uint8Array.of(1));
    await writeFile(path.join(folder, 'b.images'), 'a file in place of the folder');
    await assert.rejects(store.put('b', picture));
    assert.deepEqual((await readdir(path.join(folder, 'a.images'))).length, 1);
  });
});
