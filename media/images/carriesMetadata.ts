import { BrokenImage } from '../../src/base/imageReader.ts';
import { asciiAt } from '../../src/base/imageType.ts';
import { jpegParts, type JpegPart } from '../../src/base/jpeg.ts';
import { pngChunks } from '../../src/base/png.ts';

/**
 * Whether a PNG or JPEG holds anything beside what is needed to draw it: place, camera, author,
 * comments, a second picture behind the end. A file that cannot be followed counts as one that does.
 */
export function carriesMetadata(bytes: Uint8Array, type: 'image/png' | 'image/jpeg'): boolean {
  try {
    return type === 'image/png' ? !isPlainPng(bytes) : !isPlainJpeg(bytes);
  } catch (error) {
    if (error instanceof BrokenImage) return true;
    throw error;
  }
}

/** Chunks that say how the picture looks (PNG, third edition, 11). Animation is not among them. */
const DRAWING = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP'.split(' '),
);

function isPlainPng(bytes: Uint8Array): boolean {
  const chunks = pngChunks(bytes);
  return chunks.every(({ name }) => DRAWING.has(name)) && chunks.at(-1)?.end === bytes.length;
}

function isPlainJpeg(bytes: Uint8Array): boolean {
  const parts = jpegParts(bytes);
  return parts.every(part => isForDrawing(bytes, part)) && parts.at(-1)?.end === bytes.length;
}

/** JFIF, colour profile and Adobe's transform are needed to draw; other APPn and COM are not. */
function isForDrawing(bytes: Uint8Array, { marker, dataAt }: JpegPart): boolean {
  const begins = (name: string): boolean => asciiAt(bytes, dataAt, name.length) === name;
  if (marker === 0xe0) return begins('JFIF\0');
  if (marker === 0xe2) return begins('ICC_PROFILE\0');
  if (marker === 0xee) return begins('Adobe');
  return marker === undefined || (marker >= 0xc0 && marker < 0xe0);
}
