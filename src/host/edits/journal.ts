import { stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../../base/logger.ts';
import { isChatId } from '../files/chatId.ts';
import { sha256OfBytes } from '../files/sha256OfBytes.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { OPEN_FOLDER } from '../storageNames.ts';
import type { JournalRecord, RecordOwner, StoredFile } from './journalRecord.ts';
import { writeOpenRecord, type OpenRecord } from './openRecord.ts';
import { pruneJournal } from './pruneJournal.ts';
import { mayBeAtWork, withStart } from './recordOwner.ts';
import { loadFiles, storeFile, storeState, withoutDisk, type JournalFile } from './recordTexts.ts';
import { namesIn, RECORD_EXTENSION, storedRecords } from './storedRecords.ts';
import { createTextStore } from './textStore.ts';
import type { AppliedTransaction, EditOrigin, FileState } from './transactions.ts';

/** A change set that is landing, in the journal. */
export interface JournalEntry extends Pick<OpenRecord, 'close' | 'discard'> {
  /** A file became another text than was planned. Resolves once the disk has it. */
  settled(index: number, after: FileState): Promise<void>;
  /** These are all that it did to files. Resolves once the disk has it. */
  became(files: readonly JournalFile[]): Promise<void>;
}

/** What another run wrote and did not close. */
export interface ForeignEntry extends Pick<JournalRecord, 'id' | 'at' | 'origin'> {
  readonly files: readonly { readonly display: string; readonly uris: readonly string[] }[];
  /** Whether its owner may still be working on it. */
  readonly isAtWork: boolean;
  /** When its owner was at work for certain for the last time, in ms since 1970. */
  readonly lastSignMs: number;
  /** Undefined if a text is missing or damaged. */
  load(): Promise<readonly JournalFile[] | undefined>;
  /** Makes it ours. Undefined if another window was faster. */
  claim(): Promise<JournalEntry | undefined>;
}

/** What Plumb did to files, on disk before it is done. */
export interface Journal {
  /** @throws if it cannot be written; then nothing may be changed */
  open(set: {
    readonly id: string;
    readonly at: number;
    readonly origin: EditOrigin;
    readonly files: readonly JournalFile[];
  }): Promise<JournalEntry>;
  /** Open records of all other runs, oldest first. */
  foreign(): Promise<readonly ForeignEntry[]>;
  /** When the newest change set was made that is on record, in ms since 1970; 0 if there is none. */
  newestAt(): Promise<number>;
  history(chatId: string): Promise<readonly AppliedTransaction[]>;
  /** Drops what is too old or too much. */
  prune(): Promise<void>;
}

/**
 * Keeps `open/<at>-<id>.json` for each change set that is landing, `done/<chat>/<at>-<id>.json` for
 * each that landed, and `texts/<sha256>` for what files held. A record moves from `open` to `done` in
 * one step, so there is no moment in which it stands in both or in none.
 * @param folder file system path; made with the first change
 */
export function createJournal(folder: string, owner: RecordOwner, logger: Logger): Journal {
  const texts = createTextStore(path.join(folder, 'texts'));
  const openFolder = path.join(folder, OPEN_FOLDER);
  const doneFolder = path.join(folder, 'done');
  const doneFile = (record: Pick<JournalRecord, 'id' | 'at' | 'origin'>): string | undefined =>
    record.origin.kind === 'review'
      ? undefined
      : path.join(doneFolder, keyOf(record.origin.chatId), nameOf(record));

  const storeAll = (files: readonly JournalFile[]): Promise<StoredFile[]> =>
    Promise.all(files.map(file => storeFile(file, texts)));
  const write = async (file: string, record: JournalRecord): Promise<JournalEntry> => {
    const open = await writeOpenRecord(file, record, doneFile(record), logger);
    return {
      close: () => open.close(),
      discard: () => open.discard(),
      settled: async (index, after) => {
        const stored = await storeState(after, texts);
        await open.update(now => ({
          ...now,
          files: now.files.map((each, at) => (at === index ? { ...each, after: stored } : each)),
        }));
      },
      became: async files => {
        const stored = await storeAll(files);
        await open.update(now => ({ ...now, files: stored }));
      },
    };
  };

  return {
    open: async ({ id, at, origin, files }) => {
      const stored = await storeAll(files);
      const record: JournalRecord = {
        schema: 1,
        id,
        at,
        owner: await withStart(owner),
        origin,
        files: stored,
      };
      return write(path.join(openFolder, nameOf(record)), record);
    },
    foreign: async () => {
      const entries: ForeignEntry[] = [];
      for (const { file, record } of await storedRecords(openFolder, logger)) {
        if (record.owner.run === owner.run) continue;
        const found = await whereItExists(stat(file));
        if (found === undefined) continue;
        entries.push({
          id: record.id,
          at: record.at,
          origin: record.origin,
          files: record.files.map(({ display, before, after }) => ({
            display,
            uris: [before?.uri, after?.uri].filter(uri => uri !== undefined),
          })),
          isAtWork: await mayBeAtWork(record.owner, owner, Date.now() - found.mtimeMs),
          lastSignMs: found.mtimeMs,
          load: () => loadFiles(record.files, texts),
          claim: async () => {
            const own = { ...record, owner: await withStart(owner) };
            const claimed = path.join(openFolder, `${owner.run}-${nameOf(record)}`);
            const open = await write(claimed, own);
            // Of several windows one can take the old record away.
            const taken = await whereItExists(unlink(file).then(() => true));
            if (taken === true) return open;
            await open.discard();
            return undefined;
          },
        });
      }
      return entries;
    },
    newestAt: async () => {
      const chats = (await namesIn(doneFolder)).map(name => path.join(doneFolder, name));
      const names = await Promise.all([openFolder, ...chats].map(namesIn));
      return names.flat().reduce((newest, name) => Math.max(newest, timeOf(name)), 0);
    },
    history: async chatId => {
      const applied: AppliedTransaction[] = [];
      const own = path.join(doneFolder, keyOf(chatId));
      for (const { record } of await storedRecords(own, logger)) {
        const files = await loadFiles(record.files, texts);
        const { id, at, origin } = record;
        if (files === undefined) logger.warn(`A text of the journal's record ${id} is missing`);
        else applied.push({ id, at, origin, files: files.map(withoutDisk) });
      }
      return applied;
    },
    prune: () => pruneJournal(folder, logger),
  };
}

/** Names sort by time. */
function nameOf({ id, at }: Pick<JournalRecord, 'id' | 'at'>): string {
  return `${String(at).padStart(15, '0')}-${id}${RECORD_EXTENSION}`;
}

/** Of a name that `nameOf` gave, whoever claimed the record since; 0 for another. */
function timeOf(name: string): number {
  return Number(/(?:^|-)(\d{15})-[^/]*$/.exec(name)?.[1] ?? 0);
}

/** An id becomes the name of a folder, so it can be nothing that leads elsewhere. */
function keyOf(chatId: string): string {
  return isChatId(chatId) ? chatId : sha256OfBytes(chatId);
}
