import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nullLogger } from '../../../../src/base/logger.ts';
import { uriOf } from '../../../support/reviewedFolder.ts';
import { fileOf, hunkOf, inShort, reviewForEachTest } from './reviewing.ts';

describe('what is under review, on the disk', () => {
  const { at, start, storage } = reviewForEachTest();
  const names = async (): Promise<string[]> => (await readdir(storage())).sort();
  const file = (name = 'review.json'): string => path.join(storage(), name);

  it('is there after a reload, with what was typed meanwhile, and undoing gives every byte', async () => {
    at().put('a.txt', '1\n2\n\ud800 3\n4');
    at().put('b.txt', 'b', 'windows1252');
    at().put('c.txt', 'c\n');
    const first = await start();
    at().apply({ 'a.txt': '1\nTWO\n\ud800 3\nFOUR', 'b.txt': undefined, 'n.txt': 'new\n' });
    at().apply({ 'c.txt': { to: 'm.txt', text: 'C\n' } });
    const ids = fileOf(first, 'a.txt').hunks.map(({ id }) => id);
    first.dispose();
    await first.flush();

    at().overwrite('a.txt', '0\n1\nTWO\n\ud800 3\nFOUR');
    const second = await start();
    assert.deepEqual(inShort(second), [
      'update a.txt +2 -2 @2 @4',
      'delete b.txt +0 -1',
      'move m.txt from c.txt +1 -1 @0',
      'create n.txt +1 -0 @0',
    ]);
    assert.deepEqual(
      fileOf(second, 'a.txt').hunks.map(({ id }) => id),
      ids,
    );
    await second.undoAll();
    assert.equal(at().text('a.txt'), '0\n1\n2\n\ud800 3\n4');
    assert.deepEqual(at().files.get(uriOf('b.txt')), {
      uri: uriOf('b.txt'),
      text: 'b',
      encoding: 'windows1252',
    });
    assert.equal(at().text('c.txt'), 'c\n');
    assert.equal(at().text('n.txt'), undefined);
  });

  it('is a file exactly as long as something is under review or waits to be told', async () => {
    at().put('a.txt', '1\n');
    const review = await start();
    assert.deepEqual(await names(), []);
    at().apply({ 'a.txt': 'ONE\n' });
    await review.flush();
    assert.deepEqual(await names(), ['review.json', 'reviewTexts']);
    await review.undoAll();
    await review.flush();
    assert.deepEqual(await names(), ['review.json', 'reviewTexts']);
    review.dispose();

    const later = await start();
    assert.deepEqual(later.takeUndone('chat'), [{ path: 'a.txt', line: 1, rows: ['-ONE', '+1'] }]);
    await later.flush();
    // The folder stays: another window may be about to put a text there.
    assert.deepEqual(await names(), ['reviewTexts']);
    assert.deepEqual(await readdir(file('reviewTexts')), []);
  });

  it('keeps no text that nothing needs any more', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    for (const text of ['ONE\n2\n3\n', 'ONE\nTWO\n3\n', 'ONE\nTWO\nTHREE\n']) {
      at().apply({ 'a.txt': text });
      await review.flush();
    }
    assert.equal((await readdir(file('reviewTexts'))).length, 2);
  });

  it('holds what was typed once the document was saved', async () => {
    at().put('a.txt', '1\n2\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n' });
    await review.flush();
    const before = await readFile(file(), 'utf8');
    at().type('a.txt', '1\n', 'one\n');
    at().save('a.txt');
    await review.flush();
    assert.notEqual(await readFile(file(), 'utf8'), before);
  });

  it('drops what is as it was before the agent, or gone, when it is looked at again', async () => {
    at().put('a.txt', '1\n');
    at().put('b.txt', '1\n');
    at().put('c.txt', '1\n');
    const first = await start();
    at().apply({ 'a.txt': 'ONE\n', 'b.txt': 'ONE\n', 'c.txt': undefined });
    first.dispose();
    await first.flush();
    at().overwrite('a.txt', '1\n');
    at().overwrite('b.txt', undefined);
    at().overwrite('c.txt', 'mine\n');
    assert.deepEqual(inShort(await start()), []);
  });

  it('is set aside if it is damaged or from a newer Plumb, and no file is touched (R36)', async () => {
    for (const content of ['{"schema":1,"fi', '{"schema":2,"files":[],"undone":{}}', '[]', '']) {
      at().put('a.txt', '1\n');
      await writeFile(file(), content);
      const warnings: string[] = [];
      const review = await start({ ...nullLogger, warn: message => warnings.push(message) });
      assert.deepEqual(inShort(review), []);
      assert.equal(await readFile(file('review.json.damaged'), 'utf8'), content);
      assert.equal(warnings.length, 1);
      assert.equal(at().text('a.txt'), '1\n');
      assert.deepEqual(await names(), ['review.json.damaged']);
      await rm(file('review.json.damaged'));
    }
  });

  it('is kept as far as it can be read (R36)', async () => {
    at().put('a.txt', '1\n');
    at().put('b.txt', 'b\n');
    at().put('c.txt', 'c\n');
    const first = await start();
    at().apply({ 'a.txt': 'ONE\n', 'b.txt': 'B\n', 'c.txt': 'C\n' });
    await first.flush();
    first.dispose();
    const whole = await readFile(file(), 'utf8');
    // One entry has no URI, another has lost its texts.
    const spoilt = whole
      .replace(`"uri":"${uriOf('a.txt')}"`, '"uri":7')
      .replace(/("uri":"file:\/\/\/w\/b\.txt".*?"baseline":")[0-9a-f]{64}/, `$1${'0'.repeat(64)}`);
    await writeFile(file(), spoilt);
    const second = await start();
    assert.deepEqual(inShort(second), ['update c.txt +1 -1 @0']);
    assert.equal(await readFile(file('review.json.damaged'), 'utf8'), spoilt);
    assert.equal(at().text('a.txt'), 'ONE\n');
    await second.keepAll();
    await second.flush();
    assert.deepEqual(await names(), ['review.json.damaged', 'reviewTexts']);
  });

  it('is shared by two windows: each writes what it changed, and leaves the rest (R04)', async () => {
    at().put('a.txt', '1\n');
    at().put('b.txt', '1\n');
    const first = await start();
    at().apply({ 'a.txt': 'ONE\n' });
    await first.flush();
    const files = at().files;
    // The second window is told of its own change sets alone.
    first.dispose();
    const second = await start();
    at().apply({ 'b.txt': 'ONE\n' });
    await second.flush();
    await first.keepHunk(uriOf('a.txt'), hunkOf(first, 'a.txt', 0));
    await first.flush();
    second.dispose();
    assert.deepEqual(inShort(await start()), ['update b.txt +1 -1 @0']);
    assert.equal(files.get(uriOf('a.txt'))?.text, 'ONE\n');
  });
});
