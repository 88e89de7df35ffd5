import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens, tokenBound } from '../../../src/chat/tokens.ts';

describe('tokenBound', () => {
  it('is the length of any text in UTF-8 bytes, half pairs included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, other) => {
        assert.equal(tokenBound(text), Buffer.byteLength(text));
        assert.equal(tokenBound(text + other), Buffer.byteLength(text + other));
      }),
    );
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 });
    fc.assert(
      fc.property(units, codes => {
        const text = String.fromCharCode(...codes);
        assert.equal(tokenBound(text), Buffer.byteLength(text));
      }),
    );
    for (const text of ['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d', '😀é€\u07ff\u0800']) {
      assert.equal(tokenBound(text), Buffer.byteLength(text));
    }
  });
});

describe('estimateTokens', () => {
  it('rounds up', () => {
    assert.equal(estimateTokens(0, 4), 0);
    assert.equal(estimateTokens(9, 4), 3);
  });
});
