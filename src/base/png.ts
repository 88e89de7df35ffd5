import { BrokenImage, createImageReader, joined } from './imageReader.ts';
import { asciiAt } from './imageType.ts';

/** A chunk between two places in the file. */
export interface PngChunk {
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

/** `caBX` says who made and changed it, with what (C2PA). */
const METADATA: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX']);
const SIGNATURE_BYTES = 8;
/** Length, name and checksum of a chunk. */
const FRAME_BYTES = 12;

/**
 * The chunks of a PNG in order, up to the one that ends it.
 * @throws BrokenImage
 */
export function pngChunks(bytes: Uint8Array): readonly PngChunk[] {
  const file = createImageReader(bytes);
  const chunks: PngChunk[] = [];
  for (let at = SIGNATURE_BYTES; ;) {
    const end = at + FRAME_BYTES + file.u32(at);
    const name = asciiAt(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(name)) throw new BrokenImage(`no chunk at ${at}`);
    file.slice(at, end);
    chunks.push({ name, at, end });
    if (name === 'IEND') return chunks;
    at = end;
  }
}

/** @throws BrokenImage */
export function pngWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const kept = pngChunks(bytes).filter(({ name }) => !METADATA.has(name));
  return joined([
    bytes.subarray(0, SIGNATURE_BYTES),
    ...kept.map(({ at, end }) => bytes.subarray(at, end)),
  ]);
}
