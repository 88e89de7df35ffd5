import { asciiAt, imageTypeOf } from './imageType.ts';
import { BrokenImage, createImageReader, type ImageReader } from './imageReader.ts';
import { jpegParts } from './jpeg.ts';

/** In pixels, as stored: a JPEG that is to be turned has its sides as before the turn. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads the size of a PNG, JPEG, WebP, GIF or BMP from its header.
 * @throws BrokenImage if the bytes are none of these, or end too early, or say no size
 */
export function imageSizeOf(bytes: Uint8Array): ImageSize {
  const size = readSize(bytes);
  if (size.width === 0 || size.height === 0) throw new BrokenImage('a side has no pixel');
  return size;
}

function readSize(bytes: Uint8Array): ImageSize {
  const file = createImageReader(bytes);
  switch (imageTypeOf(bytes)) {
    case 'image/png':
      if (asciiAt(bytes, 12, 4) !== 'IHDR') throw new BrokenImage('the header is not first');
      return { width: file.u32(16), height: file.u32(20) };
    case 'image/jpeg':
      return jpegSize(bytes, file);
    case 'image/webp':
      return webpSize(bytes, file);
    case 'image/gif':
      return { width: file.u16le(6), height: file.u16le(8) };
    case 'image/bmp':
      return bmpSize(file);
    case undefined:
      throw new BrokenImage('not an image');
  }
}

function jpegSize(bytes: Uint8Array, file: ImageReader): ImageSize {
  const frame = jpegParts(bytes).find(({ marker }) => isFrame(marker));
  if (frame === undefined) throw new BrokenImage('there is no frame');
  return { height: file.u16(frame.dataAt + 1), width: file.u16(frame.dataAt + 3) };
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie between them. */
function isFrame(marker: number | undefined): boolean {
  return (
    marker !== undefined && marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
  );
}

function webpSize(bytes: Uint8Array, file: ImageReader): ImageSize {
  switch (asciiAt(bytes, 12, 4)) {
    case 'VP8X':
      return { width: file.u24le(24) + 1, height: file.u24le(27) + 1 };
    case 'VP8L': {
      if (file.byte(20) !== 0x2f) throw new BrokenImage('the lossless data has no signature');
      const bits = file.u32le(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      if (file.byte(23) !== 0x9d || file.byte(24) !== 0x01 || file.byte(25) !== 0x2a) {
        throw new BrokenImage('the lossy data has no start code');
      }
      // The two highest bits say how to scale it up.
      return { width: file.u16le(26) & 0x3fff, height: file.u16le(28) & 0x3fff };
    default:
      throw new BrokenImage('the first chunk is no picture');
  }
}

function bmpSize(file: ImageReader): ImageSize {
  // The first Windows and OS/2 had a header of 12 bytes with shorter fields.
  if (file.u32le(14) === 12) return { width: file.u16le(18), height: file.u16le(20) };
  // A negative height says that the rows come from the top.
  return { width: Math.abs(file.i32le(18)), height: Math.abs(file.i32le(22)) };
}
