import { Buffer } from './buffer.ts';
import { createAppending } from './appending.ts';
import { asNode, type FileSystem } from './fileSystem.ts';
import { PIECES, piecesOf } from './pieceName.ts';
import { nodeError } from './nodeError.ts';

interface Stats {
  readonly size: number;
  readonly mtimeMs: number;
}

/** Plumb's own files by their paths, under the names of `node:fs/promises` that the stores use. */
export interface Storage {
  readFile(file: string): Promise<Buffer>;
  writeFile(file: string, bytes: Uint8Array): Promise<void>;
  append(file: string, bytes: Uint8Array): Promise<void>;
  readdir(folder: string): Promise<string[]>;
  stat(file: string): Promise<Stats>;
  mkdir(folder: string): Promise<void>;
  rm(
    file: string,
    options: { readonly force: boolean; readonly recursive: boolean },
  ): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes a file young again. */
  touch(file: string): Promise<void>;
}

/**
 * What changes a file happens one after the other, so that one that is touched does not come back
 * after it was moved away. What is appended lies in pieces beside it; nobody outside sees them.
 * @param run of this window, 8 hex digits
 */
export function createStorage(fs: FileSystem, run: string, now: () => number): Storage {
  const appending = createAppending(fs, run, now);
  const pending = new Map<string, Promise<unknown>>();
  const inTurn = <T>(paths: readonly string[], work: () => Promise<T>): Promise<T> => {
    const result = Promise.all(paths.map(path => pending.get(path) ?? Promise.resolve())).then(
      work,
    );
    const done = result
      .catch(() => undefined)
      .then(() => {
        for (const path of paths) if (pending.get(path) === done) pending.delete(path);
      });
    for (const path of paths) pending.set(path, done);
    return asNode(result);
  };

  const readFile = async (file: string): Promise<Buffer> => {
    const [whole, pieces] = await Promise.all([ifThere(fs.read(file)), appending.read(file)]);
    if (whole === undefined && pieces === undefined) throw nodeError('ENOENT', file);
    return Buffer.concat([...(whole === undefined ? [] : [whole]), ...(pieces ?? [])]);
  };
  const rename = async (from: string, to: string): Promise<void> => {
    const [whole, pieces] = await Promise.all([
      ifThere(fs.stat(from)),
      ifThere(fs.stat(from + PIECES)),
    ]);
    if (whole === undefined && pieces === undefined) throw nodeError('ENOENT', from);
    if (whole?.isFolder === true) {
      const there = (await ifThere(fs.list(to))) ?? [];
      if (there.length > 0) throw nodeError('ENOTEMPTY', to);
    }
    await appending.forget(to);
    if (whole === undefined) await ifThere(fs.remove(to));
    if (pieces !== undefined) await fs.move(from + PIECES, to + PIECES);
    if (whole !== undefined) await fs.move(from, to);
    appending.moved(from);
  };

  return {
    readFile: file => asNode(readFile(file)),
    writeFile: (file, bytes) => inTurn([file], () => fs.write(file, bytes)),
    append: (file, bytes) => inTurn([file], () => appending.append(file, bytes)),
    readdir: folder => asNode(fs.list(folder).then(namesOf)),
    stat: file => asNode(statOf(fs, file)),
    mkdir: folder => inTurn([folder], () => fs.makeFolder(folder)),
    rm: (file, { force, recursive }) =>
      inTurn([file], async () => {
        const found = await ifThere(fs.stat(file));
        if (found?.isFolder === true && !recursive) throw nodeError('EISDIR', file);
        const hadPieces = await appending.forget(file);
        if (found !== undefined) await fs.remove(file);
        else if (!hadPieces && !force) throw nodeError('ENOENT', file);
      }),
    rename: (from, to) => inTurn([from, to], () => rename(from, to)),
    touch: file => inTurn([file], async () => fs.write(file, await fs.read(file))),
  };
}

async function statOf(fs: FileSystem, file: string): Promise<Stats> {
  const [whole, entries] = await Promise.all([
    ifThere(fs.stat(file)),
    ifThere(fs.list(file + PIECES)),
  ]);
  const pieces = piecesOf((entries ?? []).map(({ name }) => name));
  if (whole === undefined && pieces.length === 0) throw nodeError('ENOENT', file);
  return {
    size: pieces.reduce((sum, { bytes }) => sum + bytes, whole?.size ?? 0),
    mtimeMs: Math.max(whole?.mtime ?? 0, pieces.at(-1)?.at ?? 0),
  };
}

function namesOf(entries: Awaited<ReturnType<FileSystem['list']>>): string[] {
  const names = entries.map(({ name, isFolder }) =>
    isFolder && name.endsWith(PIECES) ? name.slice(0, -PIECES.length) : name,
  );
  return [...new Set(names)];
}

/** Undefined if nothing is there. @throws what else goes wrong, as Node would */
async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await asNode(work);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
