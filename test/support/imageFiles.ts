import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';

/** A file in the pieces of its format; a piece of metadata is one that has to go. */
export interface ImageFile {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly whole: Uint8Array;
  /** The same without its metadata. */
  readonly clean: Uint8Array;
}

interface Piece {
  readonly bytes: Buffer;
  readonly metadata: boolean;
}

const kept = (...bytes: readonly Uint8Array[]): Piece => ({
  bytes: Buffer.concat(bytes),
  metadata: false,
});
const metadata = (...bytes: readonly Uint8Array[]): Piece => ({
  ...kept(...bytes),
  metadata: true,
});
const ascii = (value: string): Buffer => Buffer.from(value, 'latin1');

const payload = fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes));
const side = fc.integer({ min: 1, max: 16_000 });
const size = fc.record({ width: side, height: side });

/** Puts pieces of metadata anywhere behind the first and before the last piece. */
function mixed(
  pieces: readonly Piece[],
  extras: readonly (readonly [place: number, piece: Piece])[],
): readonly Piece[] {
  const all = [...pieces];
  for (const [place, piece] of extras) all.splice(1 + (place % (all.length - 1)), 0, piece);
  return all;
}

const extrasOf = (piece: fc.Arbitrary<Piece>) =>
  fc.array(fc.tuple(fc.nat(1_000), piece), { maxLength: 6 });
const bytesOf = (pieces: readonly Piece[]): Buffer =>
  Buffer.concat(pieces.map(({ bytes }) => bytes));
const cleanOf = (pieces: readonly Piece[]): Buffer =>
  bytesOf(pieces.filter(piece => !piece.metadata));

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([ascii(name), data]);
  return Buffer.concat([u32(data.length), named, u32(crc32(named))]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export const png: fc.Arbitrary<ImageFile> = fc
  .record({
    size,
    pixels: fc.array(payload, { minLength: 1, maxLength: 4 }),
    extras: extrasOf(
      fc
        .tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'), payload)
        .map(([name, data]) => metadata(chunk(name, data))),
    ),
    rest: payload,
  })
  .map(({ size: { width, height }, pixels, extras, rest }) => {
    const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 6, 0, 0, 0])]);
    const pieces = mixed(
      [
        kept(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header)),
        kept(chunk('iCCP', ascii('profile'))),
        ...pixels.map(data => kept(chunk('IDAT', data))),
        kept(chunk('IEND', Buffer.alloc(0))),
      ],
      extras,
    );
    const whole = Buffer.concat([bytesOf(pieces), rest]);
    return { type: 'image/png', width, height, whole, clean: cleanOf(pieces) };
  });

function segment(marker: number, data: Buffer, fill = 0): Buffer {
  const head = Buffer.from([...Array<number>(fill + 1).fill(0xff), marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, fill + 2);
  return Buffer.concat([head, data]);
}

/** Coded data: a byte FF is followed by a zero or is a restart. */
const scanData = fc
  .array(
    fc.oneof(
      fc.nat(0xfe).map(byte => [byte]),
      fc.constantFrom([0xff, 0], [0xff, 0xd3]),
    ),
    {
      maxLength: 40,
    },
  )
  .map(parts => Buffer.from(parts.flat()));

export const jpeg: fc.Arbitrary<ImageFile> = fc
  .record({
    size,
    frame: fc.constantFrom(0xc0, 0xc1, 0xc2),
    scans: fc.array(scanData, { minLength: 1, maxLength: 3 }),
    extras: extrasOf(
      fc
        .tuple(fc.constantFrom(0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xfe), payload, fc.nat(2))
        .map(([marker, data, fill]) => metadata(segment(marker, data, fill))),
    ),
    rest: payload,
  })
  .map(({ size: { width, height }, frame, scans, extras, rest }) => {
    const header = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
    header.writeUInt16BE(height, 1);
    header.writeUInt16BE(width, 3);
    const pieces = mixed(
      [
        kept(Buffer.from([0xff, 0xd8])),
        kept(segment(0xe0, ascii('JFIF\0\x01\x02'))),
        kept(segment(0xe2, ascii('ICC_PROFILE\0\x01\x01 colours'))),
        kept(segment(0xee, ascii('Adobe\0'))),
        kept(segment(0xc4, ascii('tables'))),
        kept(segment(frame, header, 1)),
        ...scans.map(data => kept(segment(0xda, ascii('scan')), data)),
        kept(Buffer.from([0xff, 0xd9])),
      ],
      extras,
    );
    const whole = Buffer.concat([bytesOf(pieces), rest]);
    return { type: 'image/jpeg', width, height, whole, clean: cleanOf(pieces) };
  });

function riff(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([ascii(name), length, data, Buffer.alloc(data.length % 2)]);
}

function webpFile(pieces: Buffer): Buffer {
  return riff('RIFF', Buffer.concat([ascii('WEBP'), pieces]));
}

export const webp: fc.Arbitrary<ImageFile> = fc
  .record({
    size,
    pixels: payload,
    flags: fc.constantFrom(0x00, 0x10, 0x20, 0x32),
    extras: extrasOf(
      fc
        .tuple(fc.constantFrom('EXIF', 'XMP '), payload)
        .map(([name, data]) => metadata(riff(name, data))),
    ),
  })
  .map(({ size: { width, height }, pixels, flags, extras }) => {
    const header = (withFlags: number): Buffer => {
      const data = Buffer.alloc(10);
      data.writeUInt8(withFlags);
      data.writeUIntLE(width - 1, 4, 3);
      data.writeUIntLE(height - 1, 7, 3);
      return riff('VP8X', data);
    };
    const pieces = mixed(
      [kept(), kept(riff('ICCP', ascii('odd'))), kept(riff('VP8L', pixels)), kept()],
      extras,
    );
    return {
      type: 'image/webp',
      width,
      height,
      whole: webpFile(Buffer.concat([header(flags | 0x0c), bytesOf(pieces)])),
      clean: webpFile(Buffer.concat([header(flags), cleanOf(pieces)])),
    };
  });

function subBlocks(data: Buffer): Buffer {
  return Buffer.concat([
    ...(data.length === 0 ? [] : [Buffer.from([data.length]), data]),
    Buffer.from([0]),
  ]);
}

export const gif: fc.Arbitrary<ImageFile> = fc
  .record({
    size,
    colours: fc.nat(3),
    frames: fc.array(payload, { minLength: 1, maxLength: 3 }),
    extras: extrasOf(
      fc
        .tuple(fc.boolean(), payload)
        .map(([comment, data]) =>
          comment
            ? metadata(Buffer.from([0x21, 0xfe]), subBlocks(data))
            : metadata(Buffer.from([0x21, 0xff, 11]), ascii('XMP DataXMP'), subBlocks(data)),
        ),
    ),
    rest: payload,
  })
  .map(({ size: { width, height }, colours, frames, extras, rest }) => {
    const header = Buffer.concat([ascii('GIF89a'), Buffer.alloc(7 + 3 * 2 ** (colours + 1))]);
    header.writeUInt16LE(width, 6);
    header.writeUInt16LE(height, 8);
    header.writeUInt8(0x80 | colours, 10);
    const frame = (data: Buffer): Piece =>
      kept(
        Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0]),
        Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0x80, 1, 2, 3, 4, 5, 6, 2]),
        subBlocks(data),
      );
    const pieces = mixed(
      [
        kept(header),
        kept(Buffer.from([0x21, 0xff, 11]), ascii('NETSCAPE2.0'), Buffer.from([3, 1, 0, 0, 0])),
        ...frames.map(frame),
        kept(Buffer.from([0x3b])),
      ],
      extras,
    );
    const whole = Buffer.concat([bytesOf(pieces), rest]);
    return { type: 'image/gif', width, height, whole, clean: cleanOf(pieces) };
  });

export const bmp: fc.Arbitrary<ImageFile> = fc
  .record({ size, pixels: payload, fromTop: fc.boolean() })
  .map(({ size: { width, height }, pixels, fromTop }) => {
    const header = Buffer.alloc(54);
    header.write('BM', 'latin1');
    header.writeUInt32LE(40, 14);
    header.writeInt32LE(width, 18);
    header.writeInt32LE(fromTop ? -height : height, 22);
    const whole = Buffer.concat([header, pixels]);
    return { type: 'image/bmp', width, height, whole, clean: whole };
  });

export const anyImage: fc.Arbitrary<ImageFile> = fc.oneof(png, jpeg, webp, gif, bmp);
