import { gifWithoutMetadata } from './gif.ts';
import { BrokenImage, joined } from './imageReader.ts';
import { asciiAt, imageTypeOf } from './imageType.ts';
import { jpegParts } from './jpeg.ts';
import { pngWithoutMetadata } from './png.ts';
import { webpWithoutMetadata } from './webp.ts';

/**
 * The same picture without what says where, when, with what and by whom it was made: Exif, XMP,
 * IPTC, comments, texts and times. Pixels and colour profiles stay as they are, byte for byte; what
 * stands behind the end of the picture goes. In linear time.
 *
 * The orientation of a photograph is Exif too and is lost: the panel turns the pixels before, here
 * nothing can. A service that reads no Exif sees the same either way.
 * @throws BrokenImage if the bytes are no image or are cut off
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  switch (imageTypeOf(bytes)) {
    case 'image/png':
      return pngWithoutMetadata(bytes);
    case 'image/jpeg':
      return jpegWithoutMetadata(bytes);
    case 'image/webp':
      return webpWithoutMetadata(bytes);
    case 'image/gif':
      return gifWithoutMetadata(bytes);
    case 'image/bmp':
      // It has no place for any.
      return bytes;
    case undefined:
      throw new BrokenImage('not an image');
  }
}

/** JFIF (density), the colour profile and Adobe's colour transform, without which colours change. */
const KEPT_APPLICATION_DATA: readonly number[] = [0xe0, 0xe2, 0xee];
const COMMENT = 0xfe;

function jpegWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const kept = jpegParts(bytes).filter(
    ({ marker, dataAt }) =>
      marker === undefined ||
      (marker !== COMMENT && (marker < 0xe0 || marker > 0xef)) ||
      (KEPT_APPLICATION_DATA.includes(marker) && (marker !== 0xe2 || isProfile(bytes, dataAt))),
  );
  return joined(kept.map(({ at, end }) => bytes.subarray(at, end)));
}

/** APP2 also holds FlashPix and the index of further pictures (MPF). */
function isProfile(bytes: Uint8Array, dataAt: number): boolean {
  return asciiAt(bytes, dataAt, 12) === 'ICC_PROFILE\0';
}
