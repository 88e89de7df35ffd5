import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { PlumbError } from '../../../src/base/errors.ts';
import { acceptImage, MAX_IMAGE_BYTES, MAX_IMAGE_SIDE } from '../../../src/host/acceptImage.ts';
import { anyImage, bmp } from '../../support/imageFiles.ts';

const refusedAs = (words: RegExp) => (error: unknown) =>
  error instanceof PlumbError && words.test(error.message);

describe('An image that is added without the panel', () => {
  it('is taken without its metadata, or is too large and says by how much', () => {
    fc.assert(
      fc.property(anyImage, ({ whole, clean, type, width, height }) => {
        if (Math.max(width, height) > MAX_IMAGE_SIDE) {
          const words = new RegExp(`^cat.png is ${width} × ${height} pixels; 2048 .+ panel`);
          assert.throws(() => acceptImage(whole, 'cat.png'), refusedAs(words));
          return;
        }
        const { bytes, ...facts } = acceptImage(whole, 'cat.png');
        assert.deepEqual(facts, { mediaType: type, width, height });
        assert.deepEqual(Buffer.from(bytes), Buffer.from(clean));
      }),
    );
  });

  it('is refused by its bytes, whatever its name says', () => {
    const text = Buffer.from('#!/bin/sh\n');
    assert.throws(() => acceptImage(text, 'cat.png'), refusedAs(/^cat\.png is no image/));
  });

  it('is refused when it is damaged, and the log is told how', () => {
    const half = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    assert.throws(
      () => acceptImage(half, 'cat.png'),
      (error: unknown) =>
        refusedAs(/damaged or cut off/)(error) &&
        error instanceof PlumbError &&
        /ends before/.test(error.detail ?? ''),
    );
  });

  it('is refused over 20 MB, and taken with exactly so many', () => {
    const [small] = fc.sample(
      bmp.filter(({ width, height }) => Math.max(width, height) <= MAX_IMAGE_SIDE),
      1,
    );
    assert.ok(small !== undefined);
    const padded = (length: number): Buffer =>
      Buffer.concat([small.whole, Buffer.alloc(length - small.whole.length)]);
    assert.equal(acceptImage(padded(MAX_IMAGE_BYTES), 'a.bmp').mediaType, 'image/bmp');
    assert.throws(() => acceptImage(padded(MAX_IMAGE_BYTES + 1), 'a.bmp'), refusedAs(/20 MB/));
  });
});
