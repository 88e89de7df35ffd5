import { open, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LogHead, LogPort } from '../chat/sessionLog.ts';
import { appendWhole } from './files/appendWhole.ts';
import { isChatId } from './files/chatId.ts';
import { whereItExists } from './files/whereItExists.ts';

const EXTENSION = '.jsonl';
const HEAD_BYTES = 4_096;

/**
 * Keeps each chat in a file of its own, `<chatId>.jsonl`.
 * @param folder file system path; made with the first append
 */
export function createChatStore(folder: string): LogPort {
  const fileOf = (chatId: string): string => {
    if (!isChatId(chatId)) throw new Error(`Not a chat's id: ${JSON.stringify(chatId)}`);
    return path.join(folder, chatId + EXTENSION);
  };

  return {
    append: async (chatId, lines) => appendWhole(fileOf(chatId), lines),
    read: async chatId => whereItExists(readFile(fileOf(chatId), 'utf8')),
    list: async () => {
      const names = (await whereItExists(readdir(folder))) ?? [];
      const heads: LogHead[] = [];
      for (const name of names) {
        const chatId = path.basename(name, EXTENSION);
        if (!name.endsWith(EXTENSION) || !isChatId(chatId)) continue;
        const head = await whereItExists(readHead(fileOf(chatId)));
        if (head !== undefined) heads.push({ chatId, ...head });
      }
      return heads;
    },
    remove: async chatId => rm(fileOf(chatId), { force: true }),
  };
}

async function readHead(file: string): Promise<Omit<LogHead, 'chatId'>> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const { mtimeMs } = await handle.stat();
    return { updatedAt: mtimeMs, head: buffer.toString('utf8', 0, bytesRead) };
  } finally {
    await handle.close();
  }
}
