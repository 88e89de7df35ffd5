/** A file that begins like an image and is none; `message` is for the log, in English. */
export class BrokenImage extends Error {
  override readonly name = 'BrokenImage';
}

/** Reads numbers at places in a file; whatever lies behind its end is a `BrokenImage`. */
export interface ImageReader {
  readonly length: number;
  byte(at: number): number;
  /** Big-endian. */
  u16(at: number): number;
  u32(at: number): number;
  /** Little-endian. */
  u16le(at: number): number;
  u24le(at: number): number;
  u32le(at: number): number;
  i32le(at: number): number;
  /** The bytes from `at` up to `end`, not copied. */
  slice(at: number, end: number): Uint8Array;
}

export function createImageReader(bytes: Uint8Array): ImageReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = (at: number, size: number): number => {
    if (at < 0 || at + size > bytes.length)
      throw new BrokenImage(`the file ends before ${at + size}`);
    return at;
  };
  return {
    length: bytes.length,
    byte: at => view.getUint8(inside(at, 1)),
    u16: at => view.getUint16(inside(at, 2)),
    u32: at => view.getUint32(inside(at, 4)),
    u16le: at => view.getUint16(inside(at, 2), true),
    u24le: at => view.getUint16(inside(at, 3), true) + view.getUint8(at + 2) * 0x1_0000,
    u32le: at => view.getUint32(inside(at, 4), true),
    i32le: at => view.getInt32(inside(at, 4), true),
    slice: (at, end) => bytes.subarray(inside(at, end - at), end),
  };
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
