import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { withoutMetadata } from '../../../src/base/imageMetadata.ts';
import { BrokenImage } from '../../../src/base/imageReader.ts';
import { imageSizeOf } from '../../../src/base/imageSize.ts';
import { imageTypeOf } from '../../../src/base/imageType.ts';
import { anyImage, gif, jpeg, png, webp } from '../../support/imageFiles.ts';

/** What a reader made of it; a file that it refuses in so many words is fine, anything else is thrown. */
function orBroken<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenImage) return undefined;
    throw error;
  }
}

/** Drawn by Chromium, and a GIF that it shows, so that the generators are not believed alone. */
const REAL = {
  png: [
    'image/png',
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAHElEQVR4AWL6z8DwH4QZgICJkYGBEYQZGBgYAAAAAP//p6NmvQAAAAZJREFUAwBWNAQFb2BH1wAAAABJRU5ErkJggg==',
  ],
  gif: ['image/gif', 'R0lGODlhAwACAPAAAP8AAAAAACH5BAAAAAAALAAAAAADAAIAAAIChF0AOw=='],
} as const;

describe('The bytes of an image', () => {
  it('tell its type and its size', () => {
    for (const [type, base64] of Object.values(REAL)) {
      const bytes = Buffer.from(base64, 'base64');
      assert.equal(imageTypeOf(bytes), type);
      assert.deepEqual(imageSizeOf(bytes), { width: 3, height: 2 });
      assert.deepEqual(Buffer.from(withoutMetadata(bytes)), bytes);
    }
    fc.assert(
      fc.property(anyImage, ({ whole, type, width, height }) => {
        assert.equal(imageTypeOf(whole), type);
        assert.deepEqual(imageSizeOf(whole), { width, height });
      }),
    );
  });

  it('tell the size of a WebP of each of its two codings', () => {
    const lossy = Buffer.alloc(30);
    lossy.write('RIFF\0\0\0\0WEBPVP8 ', 'latin1');
    lossy.set([0x9d, 0x01, 0x2a, 0x40, 0x41, 0x30, 0x00], 23);
    assert.deepEqual(imageSizeOf(lossy), { width: 0x140, height: 0x30 });
    const lossless = Buffer.alloc(25);
    lossless.write('RIFF\0\0\0\0WEBPVP8L', 'latin1');
    lossless.set([0x2f, 0x3f, 0xc1, 0x3f, 0x00], 20);
    assert.deepEqual(imageSizeOf(lossless), { width: 0x140, height: 0x100 });
  });

  it('tell the older GIF, and a bitmap by its head alone', () => {
    const bitmapHead = Buffer.alloc(54);
    bitmapHead.write('BM', 'latin1');
    bitmapHead[14] = 40;
    assert.equal(imageTypeOf(Buffer.from('GIF87a', 'latin1')), 'image/gif');
    assert.equal(imageTypeOf(bitmapHead), 'image/bmp');
  });

  it('are no image where they only begin like one, or are text', () => {
    for (const words of [
      '',
      'BM is a company',
      'BM is two letters',
      'GIF',
      'RIFF\x10\0\0\0WAVE',
      '%PDF-1.7',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ]) {
      const bytes = Buffer.from(words);
      assert.equal(imageTypeOf(bytes), undefined);
      assert.throws(() => imageSizeOf(bytes), BrokenImage);
      assert.throws(() => withoutMetadata(bytes), BrokenImage);
    }
  });
});

describe('An image without its metadata', () => {
  it('is every byte of the rest, in its place', () => {
    for (const files of [png, jpeg, webp, gif, anyImage]) {
      fc.assert(
        fc.property(files, ({ whole, clean }) => {
          const before = Buffer.from(whole);
          assert.deepEqual(Buffer.from(withoutMetadata(whole)), Buffer.from(clean));
          assert.deepEqual(Buffer.from(whole), before, 'what came in is not changed');
        }),
      );
    }
  });

  it('has nothing left to take away', () => {
    fc.assert(
      fc.property(anyImage, ({ clean }) => {
        assert.deepEqual(Buffer.from(withoutMetadata(clean)), Buffer.from(clean));
      }),
    );
  });

  it('is read from a view into a larger buffer as from its own', () => {
    fc.assert(
      fc.property(anyImage, ({ whole, clean }) => {
        const larger = Buffer.concat([Buffer.alloc(7, 0xff), whole, Buffer.alloc(5, 0xff)]);
        const view = new Uint8Array(larger.buffer, larger.byteOffset + 7, whole.length);
        assert.deepEqual(Buffer.from(withoutMetadata(view)), Buffer.from(clean));
      }),
    );
  });

  it('is an image or a clear error wherever the file is cut off', () => {
    fc.assert(
      fc.property(anyImage, ({ whole, clean, type }) => {
        for (let length = 0; length < whole.length; length += 1) {
          const cut = whole.subarray(0, length);
          orBroken(() => imageSizeOf(cut));
          const read = orBroken(() => withoutMetadata(cut));
          if (read === undefined || type === 'image/bmp') continue;
          // All of the picture was there: only what stood behind its end was cut.
          assert.deepEqual(Buffer.from(read), Buffer.from(clean));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is an image or a clear error whatever the bytes are', () => {
    const beginnings = [
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
      [0xff, 0xd8, 0xff],
      [...Buffer.from('RIFF\x40\0\0\0WEBP', 'latin1')],
      [...Buffer.from('GIF89a', 'latin1')],
      [...Buffer.from('BM\0\0\0\0\0\0\0\0', 'latin1')],
    ];
    const bytes = fc
      .tuple(fc.constantFrom([], ...beginnings), fc.uint8Array({ maxLength: 300 }))
      .map(([beginning, rest]) => Uint8Array.from([...beginning, ...rest]));
    fc.assert(
      fc.property(bytes, any => {
        orBroken(() => imageSizeOf(any));
        orBroken(() => withoutMetadata(any));
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(anyImage, fc.nat(), fc.nat(255), ({ whole }, place, value) => {
        const damaged = Buffer.from(whole);
        damaged[place % damaged.length] = value;
        orBroken(() => imageSizeOf(damaged));
        orBroken(() => withoutMetadata(damaged));
      }),
      { numRuns: 500 },
    );
  });
});
