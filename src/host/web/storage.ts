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
  rm(file: string, options: { readonly force: boolean; readonly recursive: boolean }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes a file young again. */
  touch(file: string): Promise<void>;
}

/**
 * What changes something happens one after the other, so that what is touched does not come back
 * after it was moved away. A file that is appended to lies in pieces; nobody outside sees them.
 * @param run of this window, 8 hex digits
 */
export function createStorage(fs: FileSystem, run: string, now: () => number): Storage {
  const appending = createAppending(fs, run, now);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return asNode(result);
  };
  const isThere = async (path: string): Promise<boolean> =>
    (await ifThere(fs.stat(path))) !== undefined;

  const readFile = async (file: string): Promise<Buffer> => {
    const whole = await ifThere(fs.read(file));
    const pieces = await appending.read(file);
    if (whole === undefined && pieces === undefined) throw nodeError('ENOENT', file);
    return Buffer.concat([...(whole === undefined ? [] : [whole]), ...(pieces ?? [])]);
  };
  const writeFile = async (file: string, bytes: Uint8Array): Promise<void> => {
    await fs.write(file, bytes);
    await appending.forget(file);
  };
  const rename = async (from: string, to: string): Promise<void> => {
    const whole = await ifThere(fs.stat(from));
    if (whole?.isFolder === true) {
      const there = (await ifThere(fs.list(to))) ?? [];
      if (there.length > 0) throw nodeError('ENOTEMPTY', to);
    }
    const hasPieces = await isThere(from + PIECES);
    if (whole === undefined && !hasPieces) throw nodeError('ENOENT', from);
    await appending.forget(to);
    if (whole === undefined) await ifThere(fs.remove(to));
    if (hasPieces) await fs.move(from + PIECES, to + PIECES);
    if (whole !== undefined) await fs.move(from, to);
    appending.moved(from);
  };

  return {
    readFile: file => asNode(readFile(file)),
    writeFile: (file, bytes) => inTurn(() => writeFile(file, bytes)),
    append: (file, bytes) => inTurn(() => appending.append(file, bytes)),
    readdir: folder => asNode(fs.list(folder).then(namesOf)),
    stat: file => asNode(statOf(fs, file)),
    mkdir: folder => inTurn(() => fs.makeFolder(folder)),
    rm: (file, { force, recursive }) =>
      inTurn(async () => {
        const found = await ifThere(fs.stat(file));
        if (found?.isFolder === true && !recursive) throw nodeError('EISDIR', file);
        const hadPieces = await appending.forget(file);
        if (found !== undefined) await fs.remove(file);
        else if (!hadPieces && !force) throw nodeError('ENOENT', file);
      }),
    rename: (from, to) => inTurn(() => rename(from, to)),
    touch: file => inTurn(async () => fs.write(file, await fs.read(file))),
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
