/** A PNG of one pixel, in base64. */
export const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function onePixel(): Uint8Array {
  return Buffer.from(ONE_PIXEL, 'base64');
}
