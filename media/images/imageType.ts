/** What an image may be; the service takes these (spec S9). */
export type ImageType = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp';

/** What the file is by its first bytes, whatever its name says; undefined if it is none of these. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return 'webp';
  if (startsWith(bytes, 0, 'GIF87a') || startsWith(bytes, 0, 'GIF89a')) return 'gif';
  // Two letters alone begin many a text: the length of a header that exists has to follow.
  const isBitmap =
    startsWith(bytes, 0, 'BM') && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0);
  return isBitmap ? 'bmp' : undefined;
}

/** Whether these characters (one for each byte) stand at `at`. */
export function startsWith(bytes: Uint8Array, at: number, characters: string): boolean {
  for (let index = 0; index < characters.length; index += 1) {
    if (bytes[at + index] !== characters.charCodeAt(index)) return false;
  }
  return true;
}
