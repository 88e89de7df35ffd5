import { startsWith } from './imageType.ts';

/**
 * Whether a PNG or JPEG holds anything beside what is needed to draw it: place, camera, author,
 * comments, a second picture behind the end. A file that cannot be followed counts as one that does.
 */
export function carriesMetadata(bytes: Uint8Array, type: 'png' | 'jpeg'): boolean {
  return type === 'png' ? !isPlainPng(bytes) : !isPlainJpeg(bytes);
}

/** Chunks that say how the picture looks (PNG, third edition, 11). Animation is not among them. */
const DRAWING = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP'.split(' '),
);

function isPlainPng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!DRAWING.has(name)) return false;
    at += 12 + view.getUint32(at);
    if (name === 'IEND') return at === bytes.length;
  }
  return false;
}

function isPlainJpeg(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2 === bytes.length;
    if (at + 4 > bytes.length || !isDrawingSegment(bytes, at, marker)) return false;
    at += 2 + view.getUint16(at + 2);
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  return false;
}

/** JFIF, colour profile and Adobe's transform are needed to draw; other APPn and COM are not. */
function isDrawingSegment(bytes: Uint8Array, at: number, marker: number): boolean {
  if (marker === 0xe0) return startsWith(bytes, at + 4, 'JFIF\0');
  if (marker === 0xe2) return startsWith(bytes, at + 4, 'ICC_PROFILE\0');
  if (marker === 0xee) return startsWith(bytes, at + 4, 'Adobe');
  return marker >= 0xc0 && marker < 0xe0;
}

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = bytes.indexOf(0xff, start);
  while (at >= 0) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
