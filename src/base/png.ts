import { BrokenImage, createImageReader, joined } from './imageReader.ts';
import { asciiAt } from './imageType.ts';

/** `caBX` says who made and changed it, with what (C2PA). */
const METADATA: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX']);
const SIGNATURE_BYTES = 8;
/** Length, name and checksum of a chunk. */
const FRAME_BYTES = 12;

/** @throws BrokenImage */
export function pngWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const file = createImageReader(bytes);
  const kept = [file.slice(0, SIGNATURE_BYTES)];
  for (let at = SIGNATURE_BYTES; ;) {
    const end = at + FRAME_BYTES + file.u32(at);
    const name = asciiAt(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(name)) throw new BrokenImage(`no chunk at ${at}`);
    const chunk = file.slice(at, end);
    if (!METADATA.has(name)) kept.push(chunk);
    if (name === 'IEND') return joined(kept);
    at = end;
  }
}
