import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJson } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { journalRecord, type JournalRecord } from './journalRecord.ts';

export const RECORD_EXTENSION = '.json';

/** A record and the file that it stands in. */
export interface StoredRecord {
  readonly file: string;
  readonly record: JournalRecord;
}

/** The records in a folder by the order of their names; those that cannot be read are left out. */
export async function storedRecords(
  folder: string,
  logger: Logger,
): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (const file of await namesIn(folder)) {
    if (!file.endsWith(RECORD_EXTENSION)) continue;
    const text = await whereItExists(readFile(path.join(folder, file), 'utf8'));
    if (text === undefined) continue;
    const parsed = journalRecord.safeParse(parseJson(text));
    if (parsed.success) records.push({ file: path.join(folder, file), record: parsed.data });
    else
      logger.warn(`The journal's record ${file} is damaged, or of another Plumb; it is left out`);
  }
  return records;
}

/** The names in a folder, sorted; none if it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return ((await whereItExists(readdir(folder))) ?? []).sort();
}
