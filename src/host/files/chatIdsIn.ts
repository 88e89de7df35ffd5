import { readdir } from 'node:fs/promises';
import { isChatId } from './chatId.ts';
import { whereItExists } from './whereItExists.ts';

const EXTENSION = '.jsonl';

/** The chats whose logs are in a folder, in no order. @param folder it need not be there */
export async function chatIdsIn(folder: string): Promise<string[]> {
  const names = (await whereItExists(readdir(folder))) ?? [];
  return names
    .filter(name => name.endsWith(EXTENSION))
    .map(name => name.slice(0, -EXTENSION.length))
    .filter(isChatId);
}
