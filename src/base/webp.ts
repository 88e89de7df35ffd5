import { BrokenImage, createImageReader, joined } from './imageReader.ts';
import { asciiAt } from './imageType.ts';

const METADATA: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
const HEADER_BYTES = 12;
/** In the flags of VP8X: there is Exif, there is XMP. */
const EXIF_AND_XMP = 0x08 | 0x04;

/** @throws BrokenImage */
export function webpWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const file = createImageReader(bytes);
  const fileEnd = 8 + file.u32le(4);
  file.slice(0, fileEnd);
  const kept: Uint8Array[] = [file.slice(0, HEADER_BYTES)];
  for (let at = HEADER_BYTES; at < fileEnd;) {
    const length = file.u32le(at + 4);
    const contentEnd = at + 8 + length;
    if (contentEnd > fileEnd) throw new BrokenImage(`a chunk at ${at} is longer than the file`);
    // A chunk of odd length is followed by a zero, which some writers forget at the end.
    const end = Math.min(contentEnd + (length % 2), fileEnd);
    const name = asciiAt(bytes, at, 4);
    const chunk = file.slice(at, end);
    if (name === 'VP8X') kept.push(withoutFlags(chunk));
    else if (!METADATA.has(name)) kept.push(chunk);
    at = end;
  }
  const whole = joined(kept);
  new DataView(whole.buffer, whole.byteOffset).setUint32(4, whole.length - 8, true);
  return whole;
}

function withoutFlags(chunk: Uint8Array): Uint8Array {
  // Not `slice`: that of Node's Buffer would give a view of the file.
  const copy = Uint8Array.from(chunk);
  copy[8] = createImageReader(copy).byte(8) & ~EXIF_AND_XMP;
  return copy;
}
