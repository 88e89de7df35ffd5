import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../../base/logger.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { OPEN_FOLDER } from '../storageNames.ts';
import type { JournalRecord } from './journalRecord.ts';
import { namesIn, storedRecords, type StoredRecord } from './storedRecords.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How much of what was done is kept. */
export interface JournalLimits {
  /** Before the newest one: a clock that is far ahead of all that is on record is not believed. */
  readonly ageMs: number;
  /** Of all texts together. */
  readonly bytes: number;
  /** Younger texts are left alone: another window may be about to write the record that names them. */
  readonly youngMs: number;
}

const LIMITS: JournalLimits = { ageMs: 30 * DAY_MS, bytes: 200_000_000, youngMs: DAY_MS };

/**
 * Drops change sets that are too old, then the oldest ones until the texts of the others are few
 * enough, then texts that no record names. Open records are never dropped.
 */
export async function pruneJournal(
  folder: string,
  logger: Logger,
  limits: JournalLimits = LIMITS,
): Promise<void> {
  const textFolder = path.join(folder, 'texts');
  const open = await storedRecords(path.join(folder, OPEN_FOLDER), logger);
  const kept = new Set(open.flatMap(({ record }) => textsOf(record)));
  const now = Date.now();
  let bytes = 0;
  let isFull = false;
  let dropped = 0;
  const newestFirst = (await doneRecords(folder, logger)).toReversed();
  const today = Math.min(now, newestFirst[0]?.record.at ?? now);
  for (const { file, record } of newestFirst) {
    const texts = textsOf(record).filter(id => !kept.has(id));
    for (const id of texts) bytes += (await sizeOf(path.join(textFolder, id))) ?? 0;
    // Once one is dropped all older ones are, so that what is left has no gaps.
    isFull ||= bytes > limits.bytes || today - record.at > limits.ageMs;
    if (isFull) {
      await rm(file, { force: true });
      dropped += 1;
    } else texts.forEach(id => kept.add(id));
  }
  for (const name of await namesIn(textFolder)) {
    if (kept.has(name)) continue;
    const found = await whereItExists(stat(path.join(textFolder, name)));
    if (found !== undefined && now - found.mtimeMs >= limits.youngMs) {
      await rm(path.join(textFolder, name), { force: true });
    }
  }
  if (dropped > 0) logger.info(`${dropped} old change sets were dropped from the journal`);
}

/** Of all chats, oldest first. */
async function doneRecords(folder: string, logger: Logger): Promise<StoredRecord[]> {
  const done = path.join(folder, 'done');
  const records: StoredRecord[] = [];
  for (const chat of await namesIn(done)) {
    records.push(...(await storedRecords(path.join(done, chat), logger)));
  }
  return records.sort((a, b) => a.record.at - b.record.at);
}

function textsOf({ files }: JournalRecord): string[] {
  const ids = files.flatMap(({ before, after, disk }) => [before?.text, after?.text, disk]);
  return [...new Set(ids)].filter(id => id !== undefined);
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await whereItExists(stat(file)))?.size;
}
