import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { carriesMetadata } from '../../../media/images/carriesMetadata.ts';

function chunk(name: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const pngParts = [
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('sRGB', Buffer.from([0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
  chunk('IEND'),
];
const png = (parts: readonly Buffer[]): Buffer => Buffer.concat([signature, ...parts]);

function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** The frame of a JPEG; what its scan draws does not matter here. */
const jpegParts = [
  segment(0xe0, Buffer.from('JFIF\0\x01\x02', 'latin1')),
  segment(0xdb, Buffer.alloc(65)),
  segment(0xc2, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
  segment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0])),
  // Of the scan: a stuffed byte and a restart are no markers of segments.
  Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 3]),
  segment(0xc4, Buffer.alloc(20)),
  segment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0])),
  Buffer.from([7, 0xff, 0, 8]),
];
const jpeg = (parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])]);

describe('metadata in an image', () => {
  it('is not seen in files that only draw', () => {
    assert.equal(carriesMetadata(png(pngParts), 'image/png'), false);
    assert.equal(carriesMetadata(jpeg(jpegParts), 'image/jpeg'), false);
    const profile = segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'));
    assert.equal(carriesMetadata(jpeg([profile, ...jpegParts]), 'image/jpeg'), false);
  });

  it('is seen in every kind of chunk of a PNG, wherever it stands', () => {
    const names = fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'acTL', 'prVt');
    const places = fc.nat({ max: pngParts.length });
    fc.assert(
      fc.property(names, places, fc.uint8Array({ maxLength: 40 }), (name, place, data) => {
        const parts = pngParts.toSpliced(place, 0, chunk(name, data));
        assert.equal(carriesMetadata(png(parts), 'image/png'), true);
      }),
    );
  });

  it('is seen in every kind of segment of a JPEG, before and between its scans', () => {
    const markers = fc.constantFrom(0xe1, 0xe0, 0xe2, 0xed, 0xef, 0xfe);
    // Not right after the head of a scan: there the scan itself begins.
    const places = fc.constantFrom(0, 1, 2, 3, 5, 6, 8);
    fc.assert(
      fc.property(markers, places, (marker, place) => {
        const secret = segment(marker, Buffer.from('Exif\0\0of a secret camera', 'latin1'));
        const parts = jpegParts.toSpliced(place, 0, secret);
        assert.equal(carriesMetadata(jpeg(parts), 'image/jpeg'), true);
      }),
    );
  });

  it('is what stands behind the end, as phones add a film there', () => {
    const more = Buffer.from('ftyp');
    assert.equal(carriesMetadata(Buffer.concat([png(pngParts), more]), 'image/png'), true);
    assert.equal(carriesMetadata(Buffer.concat([jpeg(jpegParts), more]), 'image/jpeg'), true);
  });

  it('is assumed where a file cannot be followed, and nothing throws or hangs', () => {
    // Long enough for no missing end to be made up by it, and without the byte that begins a marker.
    const junk = fc.array(fc.nat({ max: 0xfe }), { minLength: 13 });
    fc.assert(
      fc.property(fc.constantFrom('image/png', 'image/jpeg'), junk, fc.nat(), (type, tail, cut) => {
        const whole = type === 'image/png' ? png(pngParts) : jpeg(jpegParts);
        const start = whole.subarray(0, cut % whole.length);
        assert.equal(carriesMetadata(Buffer.concat([start, Buffer.from(tail)]), type), true);
      }),
    );
  });
});
