import assert from 'node:assert/strict';
import { isForeign, originName } from '../../../media/sourceOrigin.ts';
import { ORIGINS } from '../../../src/base/textSource.ts';
import { isUntrusted } from '../../../src/chat/policy.ts';

describe('where a text came from', () => {
  it('is marked as not trusted exactly where the policy does not trust it', () => {
    for (const origin of ORIGINS) assert.equal(isForeign(origin), isUntrusted(origin), origin);
  });

  it('has a name of its own', () => {
    assert.equal(new Set(ORIGINS.map(originName)).size, ORIGINS.length);
  });
});
