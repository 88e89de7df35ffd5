import { mkdir, open, readFile, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { LogHead, LogPort } from '../chat/sessionLog.ts';

const EXTENSION = '.jsonl';
const HEAD_BYTES = 4_096;
/** Chats may quote anything of the workspace: nobody else on the machine reads them. */
const OWNER_ONLY = { folder: 0o700, file: 0o600 };

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
    append: async (chatId, lines) => {
      const file = await openToAppend(fileOf(chatId));
      try {
        const bytes = Buffer.from(lines, 'utf8');
        // One write: appends of two windows do not mix within a line.
        const { bytesWritten } = await file.write(bytes);
        if (bytesWritten < bytes.length) {
          throw new Error(`Only ${bytesWritten} of ${bytes.length} bytes of the chat were written`);
        }
      } finally {
        await file.close();
      }
    },
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

/** An id becomes the name of a file, so it can be nothing that leads elsewhere. */
function isChatId(chatId: string): boolean {
  return /^[A-Za-z0-9_-]{1,100}$/.test(chatId);
}

async function openToAppend(file: string): Promise<FileHandle> {
  const opened = await whereItExists(open(file, 'a', OWNER_ONLY.file));
  if (opened !== undefined) return opened;
  await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY.folder });
  return open(file, 'a', OWNER_ONLY.file);
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

/** What the work gives, or undefined if a file or folder that it needs is not there. */
async function whereItExists<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
