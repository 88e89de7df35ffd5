import { readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { sha256OfBytes } from '../files/sha256OfBytes.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { writeWhole } from '../files/writeWhole.ts';

/** Texts of files as they were, each kept once under the hash of what it says. */
export interface TextStore {
  /** @returns the id, SHA-256 of the UTF-16LE bytes, in hex. Resolves once the disk has the text. */
  put(text: string): Promise<string>;
  /** Undefined if it is not there or damaged. */
  get(id: string): Promise<string | undefined>;
}

/**
 * Keeps texts as UTF-16LE, which holds every string, half a surrogate pair too.
 * @param folder file system path; made with the first text
 */
export function createTextStore(folder: string): TextStore {
  const put = async (text: string): Promise<string> => {
    const bytes = Buffer.from(text, 'utf16le');
    const id = sha256OfBytes(bytes);
    const file = path.join(folder, id);
    const known = await whereItExists(readFile(file));
    if (known === undefined || sha256OfBytes(known) !== id) {
      await writeWhole(file, bytes);
      return id;
    }
    // It is young again: what tidies up leaves it alone until its record stands.
    const now = new Date();
    await utimes(file, now, now);
    return id;
  };
  return {
    put,
    get: async id => {
      const bytes = await whereItExists(readFile(path.join(folder, id)));
      if (bytes === undefined || sha256OfBytes(bytes) !== id) return undefined;
      return bytes.toString('utf16le');
    },
  };
}
