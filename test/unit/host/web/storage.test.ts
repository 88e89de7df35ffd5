import assert from 'node:assert/strict';
import { createStorage, type Storage } from '../../../../src/host/web/storage.ts';
import { inMemoryFiles } from '../../../support/inMemoryFiles.ts';

const LOG = '/chats/a.jsonl';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the storage of a web worker', () => {
  let files: Map<string, Uint8Array>;
  let changes: string[];
  let now: number;

  beforeEach(() => {
    files = new Map();
    changes = [];
    now = 1_000;
  });

  const windowOf = (run: string, onChange?: (change: string) => void): Storage =>
    createStorage(
      inMemoryFiles(files, change => {
        onChange?.(change);
        changes.push(change);
      }),
      run,
      () => now,
    );
  const text = async (storage: Storage, file = LOG): Promise<string> =>
    (await storage.readFile(file)).toString();
  const appendMany = async (storage: Storage, count: number): Promise<string> => {
    let whole = '';
    for (let at = 0; at < count; at += 1) {
      whole += `${at}\n`;
      await storage.append(LOG, bytes(`${at}\n`));
    }
    return whole;
  };

  it('writes of an append what is appended and no more', async () => {
    const storage = windowOf('aaaaaaaa');
    await storage.append(LOG, bytes('one\n'));
    await storage.append(LOG, bytes('two\n'));
    assert.equal(changes.length, 2);
    assert.deepEqual([...files.values()], [bytes('one\n'), bytes('two\n')]);
    assert.equal(await text(storage), 'one\ntwo\n');
  });

  it('says of what lies in pieces what it says of a file', async () => {
    const storage = windowOf('aaaaaaaa');
    await storage.append(LOG, bytes('one\n'));
    now = 5_000;
    await storage.append(LOG, bytes('two\n'));
    assert.deepEqual(await storage.readdir('/chats'), ['a.jsonl']);
    assert.deepEqual(await storage.stat(LOG), { size: 8, mtimeMs: 5_000 });
  });

  it('appends behind a file that was written whole', async () => {
    const storage = windowOf('aaaaaaaa');
    await storage.writeFile(LOG, bytes('imported\n'));
    await storage.append(LOG, bytes('more\n'));
    assert.equal(await text(storage), 'imported\nmore\n');
    assert.deepEqual(await storage.readdir('/chats'), ['a.jsonl']);
  });

  it('keeps few pieces of many appends, in their order', async () => {
    const storage = windowOf('aaaaaaaa');
    const whole = await appendMany(storage, 200);
    assert.equal(await text(storage), whole);
    assert.equal((await storage.stat(LOG)).size, whole.length);
    assert.ok(files.size < 20, `${files.size} pieces`);
  });

  it('loses and repeats nothing, wherever folding breaks off', async () => {
    const whole = await appendMany(windowOf('aaaaaaaa'), 64);
    const folding = changes.slice(64);
    assert.equal(folding.length, 65);
    for (let end = 0; end <= folding.length; end += 1) {
      files = new Map();
      changes = [];
      const killed = windowOf('aaaaaaaa', () => {
        if (changes.length >= 64 + end) throw new Error('killed');
      });
      await appendMany(killed, 64);
      assert.equal(await text(windowOf('bbbbbbbb')), whole, `broken off after ${end} changes`);
    }
  });

  it('keeps what two windows append, by the time of it', async () => {
    const [a, b] = [windowOf('aaaaaaaa'), windowOf('bbbbbbbb')];
    for (const [storage, line] of [
      [a, '1\n'],
      [b, '2\n'],
      [a, '3\n'],
    ] as const) {
      now += 10;
      await storage.append(LOG, bytes(line));
    }
    assert.equal(await text(a), '1\n2\n3\n');
  });

  it('folds nothing over what another window wrote in between', async () => {
    const [a, b] = [windowOf('aaaaaaaa'), windowOf('bbbbbbbb')];
    let whole = '';
    for (let at = 0; at < 70; at += 1) {
      now += 10;
      const line = `${at}\n`;
      whole += line;
      await (at === 30 ? b : a).append(LOG, bytes(line));
    }
    assert.equal(await text(a), whole);
  });

  it('moves a log with its pieces, as the trash does, and appends to where it is', async () => {
    const storage = windowOf('aaaaaaaa');
    await storage.append(LOG, bytes('one\n'));
    await storage.rename(LOG, '/trash/a.jsonl');
    await assert.rejects(storage.readFile(LOG), { code: 'ENOENT' });
    await storage.append(LOG, bytes('new\n'));
    assert.equal(await text(storage, '/trash/a.jsonl'), 'one\n');
    assert.equal(await text(storage), 'new\n');
  });

  it('fails as the file system of Node does', async () => {
    const storage = windowOf('aaaaaaaa');
    await assert.rejects(storage.readFile('/none'), { code: 'ENOENT' });
    await assert.rejects(storage.readdir('/none'), { code: 'ENOENT' });
    await assert.rejects(storage.stat('/none'), { code: 'ENOENT' });
    await assert.rejects(storage.rename('/none', '/x'), { code: 'ENOENT' });
    await assert.rejects(storage.rm('/none', { force: false, recursive: false }), {
      code: 'ENOENT',
    });
    await storage.rm('/none', { force: true, recursive: false });
    await storage.writeFile('/from/a', bytes('a'));
    await storage.writeFile('/to/b', bytes('b'));
    await assert.rejects(storage.rename('/from', '/to'), { code: 'ENOTEMPTY' });
    await assert.rejects(storage.rm('/to', { force: false, recursive: false }), { code: 'EISDIR' });
  });

  it('does not bring back a file that is moved while it is touched', async () => {
    const storage = windowOf('aaaaaaaa');
    await storage.writeFile('/open/r', bytes('record'));
    await Promise.all([storage.touch('/open/r'), storage.rename('/open/r', '/done/r')]);
    assert.deepEqual([...files.keys()], ['/done/r']);
  });
});
