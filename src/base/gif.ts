import { BrokenImage, createImageReader, joined, type ImageReader } from './imageReader.ts';
import { asciiAt } from './imageType.ts';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** Applications that only say how often the frames are to be repeated. */
const LOOPS: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** @throws BrokenImage */
export function gifWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const file = createImageReader(bytes);
  let at = HEADER_BYTES + colourBytes(file.byte(10));
  const kept = [file.slice(0, at)];
  for (;;) {
    const kind = file.byte(at);
    if (kind === TRAILER) {
      kept.push(file.slice(at, at + 1));
      return joined(kept);
    }
    const end = blockEnd(file, at, kind);
    if (kind === IMAGE || !isMetadata(bytes, at)) kept.push(file.slice(at, end));
    at = end;
  }
}

function blockEnd(file: ImageReader, at: number, kind: number): number {
  if (kind === EXTENSION) return subBlocksEnd(file, at + 2);
  if (kind !== IMAGE) throw new BrokenImage(`no block at ${at}`);
  // Ten bytes of place and size, the colours of this frame, the size of a code, the pixels.
  return subBlocksEnd(file, at + 10 + colourBytes(file.byte(at + 9)) + 1);
}

/** Data comes in pieces with their length before each; an empty one ends it. */
function subBlocksEnd(file: ImageReader, from: number): number {
  for (let at = from; ;) {
    const length = file.byte(at);
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** Size of the table of colours that these flags announce. */
function colourBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function isMetadata(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] === COMMENT) return true;
  return bytes[at + 1] === APPLICATION && !LOOPS.has(asciiAt(bytes, at + 3, 11));
}
