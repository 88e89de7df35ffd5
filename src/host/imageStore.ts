import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageStore } from '../chat/imageStore.ts';

/** As chats, images may show anything: nobody else on the machine sees them. */
const OWNER_ONLY = { folder: 0o700, file: 0o600 };

/**
 * Keeps each image in a file of its own, `<folder>/<chatId>.images/<sha256>`, beside the chat's log.
 * @param folder file system path; made with the first image
 */
export function createImageStore(folder: string): ImageStore {
  const folderOf = (chatId: string): string => {
    if (!/^[A-Za-z0-9_-]{1,100}$/.test(chatId)) {
      throw new Error(`Not a chat's id: ${JSON.stringify(chatId)}`);
    }
    return path.join(folder, `${chatId}.images`);
  };

  return {
    put: async (chatId, bytes) => {
      const id = sha256Of(bytes);
      const own = folderOf(chatId);
      await mkdir(own, { recursive: true, mode: OWNER_ONLY.folder });
      // Under its own name there is never a part of it, whoever is killed meanwhile.
      const half = path.join(own, `${id}.${randomUUID()}`);
      try {
        await writeFile(half, bytes, { mode: OWNER_ONLY.file, flag: 'wx', flush: true });
        await rename(half, path.join(own, id));
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
      return id;
    },
    get: async (chatId, id) => {
      if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`Not an image's id: ${JSON.stringify(id)}`);
      const bytes = await readIfThere(path.join(folderOf(chatId), id));
      return bytes !== undefined && sha256Of(bytes) === id ? bytes : undefined;
    },
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
