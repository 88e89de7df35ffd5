import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { JournalRecord } from './journalRecord.ts';
import { startPulse } from './pulse.ts';
import { SIGN_OF_LIFE_MS } from './recordOwner.ts';

/** The record of a change set that is landing. One of `close` and `discard` ends it. */
export interface OpenRecord {
  /** Says something else of it. Resolves once the disk has it. */
  update(change: (now: JournalRecord) => JournalRecord): Promise<void>;
  /** The change set is whole. */
  close(): Promise<void>;
  /** Nothing of it is left. */
  discard(): Promise<void>;
}

/**
 * Writes the record of a change set that is about to land. While it is open, its file tells other
 * windows that we are at work.
 * @param done where it goes at its close, in one step; undefined if it is not kept then
 * @throws if it cannot be written
 */
export async function writeOpenRecord(
  file: string,
  first: JournalRecord,
  done: string | undefined,
  logger: Logger,
): Promise<OpenRecord> {
  let record = first;
  let writing = writeWhole(file, JSON.stringify(record));
  await writing;
  const endPulse = startPulse(SIGN_OF_LIFE_MS, () => {
    const now = new Date();
    whereItExists(utimes(file, now, now)).catch((error: unknown) => {
      logger.warn(`The journal's record could not be touched: ${describeError(error)}`);
    });
  });
  return {
    update: change => {
      record = change(record);
      const now = record;
      writing = writing.then(() => writeWhole(file, JSON.stringify(now)));
      return writing;
    },
    close: async () => {
      endPulse();
      await closeRecord(file, done);
    },
    discard: async () => {
      endPulse();
      await closeRecord(file, undefined);
    },
  };
}

/** Takes a record out of the open ones, in one step. */
async function closeRecord(file: string, done: string | undefined): Promise<void> {
  if (done === undefined) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(path.dirname(done), { recursive: true, mode: 0o700 });
  await rename(file, done);
}
