import assert from 'node:assert/strict';
import { loadedOnce } from '../../../src/base/loadedOnce.ts';

describe('what is loaded once', () => {
  it('is the same for all that ask, at the same time and later', async () => {
    let count = 0;
    const load = loadedOnce(() => Promise.resolve((count += 1)));
    assert.deepEqual(await Promise.all([load(), load()]), [1, 1]);
    assert.equal(await load(), 1);
  });

  it('is loaded anew after a failure, which all are told of that waited for it', async () => {
    let count = 0;
    const load = loadedOnce(() => {
      count += 1;
      return count === 1 ? Promise.reject(new Error('locked')) : Promise.resolve(count);
    });
    const first = await Promise.allSettled([load(), load()]);
    assert.deepEqual(
      first.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(await load(), 2);
  });
});
