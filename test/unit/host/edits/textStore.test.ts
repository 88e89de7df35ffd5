import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { createTextStore } from '../../../../src/host/edits/textStore.ts';
import { emptyFolderForEachTest } from './emptyFolder.ts';

describe('the store of texts', () => {
  const folder = emptyFolderForEachTest();

  it('gives back every string as it was, half a character and NUL too', async () => {
    const store = createTextStore(folder());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (text, half) => {
        const whole = half ? `${text}\ud83d\0\r` : text;
        assert.equal(await store.get(await store.put(whole)), whole);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a text once', async () => {
    const store = createTextStore(folder());
    assert.equal(await store.put('a'), await store.put('a'));
    assert.equal((await readdir(folder())).length, 1);
  });

  it('gives nothing for a text that is missing or damaged, and mends it when it comes again', async () => {
    const store = createTextStore(folder());
    assert.equal(await store.get('0'.repeat(64)), undefined);
    const id = await store.put('one text');
    await writeFile(path.join(folder(), id), 'other');
    assert.equal(await store.get(id), undefined);
    assert.equal(await store.put('one text'), id);
    assert.equal(await store.get(id), 'one text');
  });
});
