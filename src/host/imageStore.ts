import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageStore } from '../chat/imageStore.ts';
import { isChatId } from './files/chatId.ts';
import { sha256OfBytes } from './files/sha256OfBytes.ts';
import { whereItExists } from './files/whereItExists.ts';
import { writeWhole } from './files/writeWhole.ts';

/**
 * Keeps each image in a file of its own, `<folder>/<chatId>.images/<sha256>`, beside the chat's log.
 * @param folder file system path; made with the first image
 */
export function createImageStore(folder: string): ImageStore {
  const folderOf = (chatId: string): string => {
    if (!isChatId(chatId)) throw new Error(`Not a chat's id: ${JSON.stringify(chatId)}`);
    return path.join(folder, `${chatId}.images`);
  };

  return {
    put: async (chatId, bytes) => {
      const id = sha256OfBytes(bytes);
      await writeWhole(path.join(folderOf(chatId), id), bytes);
      return id;
    },
    get: async (chatId, id) => {
      if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`Not an image's id: ${JSON.stringify(id)}`);
      const bytes = await whereItExists(readFile(path.join(folderOf(chatId), id)));
      return bytes !== undefined && sha256OfBytes(bytes) === id ? bytes : undefined;
    },
  };
}
