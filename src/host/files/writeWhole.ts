import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Plumb's own files may quote anything of the workspace: nobody else on the machine reads them. */
const OWNER_ONLY = { folder: 0o700, file: 0o600 };

/**
 * Writes one of Plumb's own files, and its folder if it is not there. Under its name there is never
 * a part of it, whoever is killed meanwhile: what was there before, or all of the new. Resolves once
 * the disk has it.
 */
export async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY.folder });
  const half = `${file}.${randomUUID()}.half`;
  try {
    await writeFile(half, bytes, { mode: OWNER_ONLY.file, flag: 'wx', flush: true });
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
