import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import { appendWhole } from '../files/appendWhole.ts';
import { isChatId } from '../files/chatId.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { writeWhole } from '../files/writeWhole.ts';

/** A chat that was deleted and can still be had back. */
export interface TrashedChat {
  readonly id: string;
  readonly title: string;
  /** ms since 1970. */
  readonly deletedAt: number;
}

/**
 * Deleted chats, each in a folder of its own. Moving the log is what deletes a chat and what brings
 * it back; whoever is killed before or after it leaves the one or the other, and nothing is lost.
 */
export interface Trash {
  /** @throws if it cannot be moved; the chat then is as it was */
  put(chat: { readonly id: string; readonly title: string }): Promise<void>;
  /** @throws Error if it is not there (any more), or cannot be moved */
  restore(id: string): Promise<void>;
  /** Latest first. */
  list(): Promise<readonly TrashedChat[]>;
  /** Ends for good what was deleted long ago, by the clock and by what was written since. */
  empty(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const KEPT_MS = 30 * DAY_MS;
const LABEL = 'deleted.json';
/** Where a chat has files beside its log: what is named by its id, with or without an extension. */
const PLACES = ['chats', 'edits/done', 'drafts'] as const;

const Label = z.object({ title: z.string(), deletedAt: z.number() });

/** @param folder of the workspace's storage */
export function createTrash(folder: string, now: () => number): Trash {
  const root = path.join(folder, 'deletedChats');
  const folderOf = (id: string): string => {
    if (!isChatId(id)) throw new Error(`Not a chat's id: ${JSON.stringify(id)}`);
    return path.join(root, id);
  };
  const logOf = (id: string): string => path.join(folder, 'chats', `${id}.jsonl`);
  const trashedLogOf = (id: string): string => path.join(folderOf(id), 'chats', `${id}.jsonl`);

  /** Another window may have gone on with a deleted chat: what it wrote comes behind. */
  const joinLogs = async (id: string): Promise<void> => {
    const since = await whereItExists(readFile(logOf(id), 'utf8'));
    if (since === undefined) return;
    await appendWhole(trashedLogOf(id), since);
    await rm(logOf(id));
  };
  const list = async (): Promise<TrashedChat[]> => {
    const found: TrashedChat[] = [];
    for (const id of (await namesIn(root)).filter(isChatId)) {
      const text = await whereItExists(readFile(path.join(root, id, LABEL), 'utf8'));
      const label = Label.safeParse(parseJson(text ?? ''));
      const hasLog = (await namesIn(path.join(root, id, 'chats'))).includes(`${id}.jsonl`);
      if (label.success && hasLog) found.push({ id, ...label.data });
    }
    return found.sort((a, b) => b.deletedAt - a.deletedAt);
  };

  /** When chats were last written to, in ms since 1970: a clock far ahead of that is not believed. */
  const lastUse = async (): Promise<number> => {
    const chats = path.join(folder, 'chats');
    const places = ['', ...(await namesIn(chats))].map(name => path.join(chats, name));
    const found = await Promise.all(places.map(place => whereItExists(stat(place))));
    return Math.max(0, ...found.map(each => each?.mtimeMs ?? 0));
  };

  return {
    put: async ({ id, title }) => {
      const target = folderOf(id);
      await writeWhole(path.join(target, LABEL), JSON.stringify({ title, deletedAt: now() }));
      if ((await namesIn(path.join(target, 'chats'))).includes(`${id}.jsonl`)) await joinLogs(id);
      else await moveInto(logOf(id), trashedLogOf(id));
      for (const place of PLACES) {
        for (const name of await namesOfChat(path.join(folder, place), id)) {
          await moveInto(path.join(folder, place, name), path.join(target, place, name));
        }
      }
    },
    restore: async id => {
      const source = folderOf(id);
      for (const place of PLACES) {
        for (const name of await namesOfChat(path.join(source, place), id)) {
          if (path.join(source, place, name) === trashedLogOf(id)) continue;
          await moveInto(path.join(source, place, name), path.join(folder, place, name));
        }
      }
      await joinLogs(id);
      await mkdir(path.dirname(logOf(id)), { recursive: true, mode: 0o700 });
      await rename(trashedLogOf(id), logOf(id));
      await rm(source, { recursive: true, force: true });
    },
    list,
    empty: async () => {
      const deleted = await list();
      const today = Math.min(now(), Math.max(await lastUse(), deleted[0]?.deletedAt ?? 0));
      for (const { id, deletedAt } of deleted) {
        if (today - deletedAt > KEPT_MS) await rm(folderOf(id), { recursive: true, force: true });
      }
    },
  };
}

/** Moves a file or folder. What is there already is joined by it; of two files it is the one that stays. */
async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  try {
    await rename(from, to);
  } catch (error) {
    if (!isTaken(error)) throw error;
    for (const name of await namesIn(from)) {
      await moveInto(path.join(from, name), path.join(to, name));
    }
    await rm(from, { recursive: true });
  }
}

/** A folder is not renamed over another one that holds something. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await whereItExists(readdir(folder))) ?? [];
}

/** A lock belongs to a living window and not to the chat. */
async function namesOfChat(folder: string, id: string): Promise<readonly string[]> {
  return (await namesIn(folder)).filter(
    name => name === id || (name.startsWith(`${id}.`) && !name.endsWith('.lock')),
  );
}
