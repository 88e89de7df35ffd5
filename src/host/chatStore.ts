import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { LogPort } from '../chat/sessionLog.ts';
import { appendWhole } from './files/appendWhole.ts';
import { chatIdsIn } from './files/chatIdsIn.ts';
import { isChatId } from './files/chatId.ts';
import { whereItExists } from './files/whereItExists.ts';
import { createChatHolds } from './holds/createChatHolds.ts';
import { watchFiles } from './holds/watchFiles.ts';

const PIECE_BYTES = 256 * 1_024;

/**
 * Keeps each chat in a file of its own, `<chatId>.jsonl`.
 * @param folder file system path; made with the first append
 */
export function createChatStore(folder: string): LogPort {
  const fileOf = (chatId: string): string => {
    if (!isChatId(chatId)) throw new Error(`Not a chat's id: ${JSON.stringify(chatId)}`);
    return path.join(folder, `${chatId}.jsonl`);
  };
  const holdsFolder = path.join(folder, 'holds');

  return {
    append: async (chatId, lines) => appendWhole(fileOf(chatId), lines),
    size: async chatId => (await whereItExists(stat(fileOf(chatId))))?.size,
    pieces: (chatId, from) => piecesOf(fileOf(chatId), from),
    ids: () => chatIdsIn(folder),
    remove: async chatId => rm(fileOf(chatId), { force: true }),
    holds: createChatHolds(holdsFolder),
    watch: (chatId, onChange) => watchFiles([fileOf(chatId), holdsFolder], onChange),
  };
}

async function* piecesOf(file: string, from: number): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (let position = Math.max(0, from); ;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE_BYTES, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
