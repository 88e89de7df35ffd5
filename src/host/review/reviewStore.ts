import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { delay } from '../../base/abort.ts';
import { parseJson } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import { createTextStore, type TextStore } from '../edits/textStore.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { createChatHolds } from '../holds/createChatHolds.ts';
import { REVIEW_FILE } from '../storageNames.ts';
import { mergeEntries } from './mergeEntries.ts';
import { fromStored, toStored } from './storedFile.ts';
import {
  SCHEMA,
  storedFile,
  storedReview,
  storedUndone,
  textsOf,
  type StoredFile,
} from './storedReview.ts';
import type { TrackedFile, TrackedFiles } from './trackedFile.ts';
import type { UndoneNotes } from './undoneNotes.ts';

const TEXTS_FOLDER = 'reviewTexts';
/** Held by the window that reads and writes; the name of a file begins so. */
const TURN = 'reviewTurn';
/** How long to wait before it is asked for again, and how often, while others have it. In ms. */
const WAIT_MS = 20;
const MOST_WAITS = 100;
/** A text of another window may be of an older Plumb, which takes no turns, and about to be named. */
const YOUNG_MS = 24 * 60 * 60 * 1_000;

export interface ReviewState {
  readonly files: TrackedFiles;
  readonly undone: UndoneNotes;
}

export interface ReviewStore {
  /** What can be read of it; a damaged file is set aside, whole, and the log says so. */
  load(): Promise<ReviewState>;
  /** Resolves once the disk has it. One at a time. */
  write(state: ReviewState): Promise<void>;
}

/** Entries by URI or chat, each as the JSON that stands for it. */
type Entries = ReadonlyMap<string, string>;
interface Written {
  readonly files: Entries;
  readonly undone: Entries;
}

const NOTHING: Written = { files: new Map(), undone: new Map() };

/**
 * Keeps what is under review in `<folder>/review.json`, and the texts beside it. Two windows on one
 * folder share the file: a window writes the entries that it changed since it read or wrote them,
 * and leaves the others as they stand there. Of an entry that both changed the last one stays. They
 * read and write in turn, so that neither names a text that the other removes, nor writes over what
 * the other has just written.
 * @param folder file system path; made when there is something to keep
 */
export function createReviewStore(folder: string, logger: Logger): ReviewStore {
  const file = path.join(folder, REVIEW_FILE);
  const textsFolder = path.join(folder, TEXTS_FOLDER);
  const texts = createTextStore(textsFolder);
  const stored = new WeakMap<TrackedFile, StoredFile>();
  const ownTexts = new Set<string>();
  const holds = createChatHolds(folder);
  let known = NOTHING;

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let waits = 0; !(await holds.take(TURN)); waits += 1) {
      if (waits === MOST_WAITS) throw new Error('Another window writes what is under review');
      await delay(WAIT_MS, new AbortController().signal);
    }
    try {
      return await work();
    } finally {
      holds.release(TURN);
    }
  };

  const setAside = async (content: string, why: string): Promise<void> => {
    await writeWhole(`${file}.damaged`, content);
    logger.warn(`What was under review was damaged (${why}); it is in ${REVIEW_FILE}.damaged`);
  };

  const storedOf = async (tracked: TrackedFile): Promise<StoredFile> => {
    const before = stored.get(tracked);
    if (before !== undefined) return before;
    const next = await toStored(tracked, texts);
    for (const id of textsOf(next)) ownTexts.add(id);
    stored.set(tracked, next);
    return next;
  };

  const removeUnused = async (entries: Entries): Promise<void> => {
    const used = new Set(
      [...entries.values()].flatMap(json => textsOf(storedFile.parse(JSON.parse(json)))),
    );
    const now = Date.now();
    for (const id of (await whereItExists(readdir(textsFolder))) ?? []) {
      if (used.has(id)) continue;
      const text = path.join(textsFolder, id);
      const isYoung = now - ((await whereItExists(stat(text)))?.mtimeMs ?? 0) < YOUNG_MS;
      if (isYoung && !ownTexts.has(id)) continue;
      await rm(text, { force: true });
      ownTexts.delete(id);
    }
  };

  const load = async (): Promise<ReviewState> => {
    const content = await whereItExists(readFile(file, 'utf8'));
    if (content === undefined) return { files: new Map(), undone: new Map() };
    const read = parse(content);
    if (read === undefined) {
      await setAside(content, 'not readable, or from a newer Plumb');
      await rm(file, { force: true });
      return { files: new Map(), undone: new Map() };
    }
    known = read;
    const files = await restored(read.files, texts, stored);
    for (const tracked of files.values()) {
      const entry = stored.get(tracked);
      if (entry !== undefined) for (const id of textsOf(entry)) ownTexts.add(id);
    }
    const lost = read.lost + read.files.size - files.size;
    if (lost > 0) await setAside(content, `${lost} entries are lost`);
    return { files, undone: undoneOf(read.undone) };
  };
  const write = async (state: ReviewState): Promise<void> => {
    const ours = new Map<string, string>();
    for (const tracked of state.files.values()) {
      ours.set(tracked.uri, JSON.stringify(await storedOf(tracked)));
    }
    const notes = new Map<string, string>();
    for (const [chatId, edits] of state.undone) notes.set(chatId, JSON.stringify(edits));
    const content = await whereItExists(readFile(file, 'utf8'));
    const there = (content === undefined ? undefined : parse(content)) ?? NOTHING;
    const files = mergeEntries(ours, known.files, there.files);
    const undone = mergeEntries(notes, known.undone, there.undone);
    if (files.size === 0 && undone.size === 0) {
      await rm(file, { force: true });
    } else await writeWhole(file, toJson(files, undone));
    await removeUnused(files);
    known = { files: ours, undone: notes };
  };

  return {
    load: async () => {
      const isThere = (await whereItExists(stat(file))) !== undefined;
      return isThere ? inTurn(load) : { files: new Map(), undone: new Map() };
    },
    write: state => inTurn(() => write(state)),
  };
}

function toJson(files: Entries, undone: Entries): string {
  const notes = [...undone].map(([chatId, json]) => `${JSON.stringify(chatId)}:${json}`);
  return `{"schema":${SCHEMA},"files":[${[...files.values()].join(',')}],"undone":{${notes.join(',')}}}`;
}

/** Undefined if it is not one of ours. */
function parse(content: string): (Written & { readonly lost: number }) | undefined {
  const whole = storedReview.safeParse(parseJson(content));
  if (!whole.success) return undefined;
  let lost = 0;
  const files = new Map<string, string>();
  for (const entry of whole.data.files) {
    const read = storedFile.safeParse(entry);
    if (read.success) files.set(read.data.uri, JSON.stringify(read.data));
    else lost += 1;
  }
  const undone = new Map<string, string>();
  for (const [chatId, entry] of Object.entries(whole.data.undone)) {
    const read = storedUndone.safeParse(entry);
    if (read.success) undone.set(chatId, JSON.stringify(read.data));
    else lost += 1;
  }
  return { files, undone, lost };
}

async function restored(
  entries: Entries,
  texts: TextStore,
  stored: WeakMap<TrackedFile, StoredFile>,
): Promise<TrackedFiles> {
  const files = new Map<string, TrackedFile>();
  for (const json of entries.values()) {
    const entry = storedFile.parse(JSON.parse(json));
    const tracked = await fromStored(entry, texts);
    if (tracked === undefined) continue;
    files.set(tracked.uri, tracked);
    stored.set(tracked, entry);
  }
  return files;
}

function undoneOf(entries: Entries): UndoneNotes {
  return new Map([...entries].map(([id, json]) => [id, storedUndone.parse(JSON.parse(json))]));
}
