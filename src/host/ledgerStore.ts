import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerPort } from '../chat/ledger.ts';
import { appendWhole } from './files/appendWhole.ts';
import { whereItExists } from './files/whereItExists.ts';

const EXTENSION = '.jsonl';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Keeps each day of the ledger in a file of its own, `<YYYY-MM-DD>.jsonl`. What was appended outlives
 * any process; a power cut may cost the last seconds. On a network drive that several machines write
 * to, appends are not ordered; the windows of one machine are.
 * @param folder file system path, the same for all windows; made with the first append
 */
export function createLedgerStore(folder: string): LedgerPort {
  const fileOf = (day: string): string => {
    if (!DAY.test(day)) throw new Error(`Not a day: ${JSON.stringify(day)}`);
    return path.join(folder, day + EXTENSION);
  };

  return {
    // The line feed comes first: half a line that a crash left behind costs only itself.
    append: async (day, line) => appendWhole(fileOf(day), `\n${line}`),
    read: async day => (await whereItExists(readFile(fileOf(day), 'utf8'))) ?? '',
    days: async () => {
      const names = (await whereItExists(readdir(folder))) ?? [];
      return names
        .filter(name => name.endsWith(EXTENSION))
        .map(name => path.basename(name, EXTENSION))
        .filter(day => DAY.test(day))
        .sort()
        .reverse();
    },
  };
}
