import { createHash } from 'node:crypto';

/** SHA-256 in hex, at once; a text counts as UTF-8. `base/hash.ts` has the one that runs anywhere. */
export function sha256OfBytes(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
