import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isChatId } from '../files/chatId.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { writeWhole } from '../files/writeWhole.ts';

/** A folder of Plumb's own texts, one file each, of which only the newest are kept. */
export interface OwnFolder {
  /** Undefined if there is none. */
  read(id: string): Promise<string | undefined>;
  /**
   * Writes what becomes of a text; nothing else happens to it in between.
   * @param change of what is there; undefined removes it
   */
  update(id: string, change: (text: string | undefined) => string | undefined): Promise<void>;
  /** The ids of all, the newest first. */
  list(): Promise<readonly string[]>;
}

/**
 * Changes of one text happen in the order in which they were asked for, and a reading waits for them.
 * @param folder file system path; made with the first text
 * @param extension with its dot
 */
export function createOwnFolder(folder: string, extension: string, most: number): OwnFolder {
  const pending = new Map<string, Promise<unknown>>();

  const fileOf = (id: string): string => {
    if (!isChatId(id)) throw new Error(`Not an id: ${JSON.stringify(id)}`);
    return path.join(folder, id + extension);
  };
  const inTurn = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const result = (pending.get(id) ?? Promise.resolve()).then(work, work);
    const done = result
      .catch(() => undefined)
      .then(() => {
        if (pending.get(id) === done) pending.delete(id);
      });
    pending.set(id, done);
    return result;
  };
  const list = async (): Promise<readonly string[]> => {
    const names = (await whereItExists(readdir(folder))) ?? [];
    const found = await Promise.all(
      names.map(async name => {
        const id = path.basename(name, extension);
        if (!name.endsWith(extension) || !isChatId(id)) return undefined;
        const stats = await whereItExists(stat(path.join(folder, name)));
        return stats === undefined ? undefined : { id, at: stats.mtimeMs };
      }),
    );
    return found
      .filter(entry => entry !== undefined)
      .toSorted((a, b) => b.at - a.at)
      .map(({ id }) => id);
  };
  const read = (id: string): Promise<string | undefined> =>
    whereItExists(readFile(fileOf(id), 'utf8'));
  const update: OwnFolder['update'] = (id, change) =>
    inTurn(id, async () => {
      const text = change(await read(id));
      if (text === undefined) await rm(fileOf(id), { force: true });
      else await writeWhole(fileOf(id), text);
    });

  return {
    read: id => inTurn(id, () => read(id)),
    update: async (id, change) => {
      await update(id, change);
      for (const old of (await list()).slice(most)) await update(old, () => undefined);
    },
    list,
  };
}
