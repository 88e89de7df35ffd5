import { BrokenImage, createImageReader, type ImageReader } from './imageReader.ts';

/** A piece of a JPEG between two places in the file; a scan ends with the data that follows it. */
export interface JpegPart {
  /** Second byte of the marker; undefined for what is no segment. */
  readonly marker: number | undefined;
  readonly at: number;
  /** Where the content of a segment begins, behind its marker and its length. */
  readonly dataAt: number;
  readonly end: number;
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/**
 * The parts of a JPEG in order, which together are the file. Scans are not looked into but for the
 * marker that ends each: progressive images have segments between scans.
 * @throws BrokenImage
 */
export function jpegParts(bytes: Uint8Array): readonly JpegPart[] {
  const file = createImageReader(bytes);
  const parts: JpegPart[] = [{ marker: undefined, at: 0, dataAt: 2, end: 2 }];
  let at = 2;
  for (;;) {
    if (file.byte(at) !== 0xff) throw new BrokenImage(`no marker at ${at}`);
    let name = at + 1;
    // Any number of FF may stand before a marker.
    while (file.byte(name) === 0xff) name += 1;
    const marker = file.byte(name);
    if (marker === END_OF_IMAGE) {
      // What stands behind the end (a preview, a video) belongs to no picture.
      parts.push({ marker, at, dataAt: name + 1, end: name + 1 });
      return parts;
    }
    if (isAlone(marker)) throw new BrokenImage(`a marker of a scan outside of one at ${at}`);
    const length = file.u16(name + 1);
    if (length < 2) throw new BrokenImage(`a segment at ${at} has no length`);
    const segmentEnd = name + 1 + length;
    file.slice(at, segmentEnd);
    const end = marker === START_OF_SCAN ? scanEnd(file, segmentEnd) : segmentEnd;
    parts.push({ marker, at, dataAt: name + 3, end });
    at = end;
  }
}

/** Markers without a length: TEM and the restarts. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** Where the coded data of a scan ends: at a marker that is neither a stuffed zero nor a restart. */
function scanEnd(file: ImageReader, from: number): number {
  for (let at = from; ;) {
    if (file.byte(at) !== 0xff) {
      at += 1;
      continue;
    }
    let name = at + 1;
    while (file.byte(name) === 0xff) name += 1;
    const next = file.byte(name);
    if (next !== 0 && !isAlone(next)) return at;
    at = name + 1;
  }
}
