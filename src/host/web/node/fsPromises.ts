import type { Buffer } from '../buffer.ts';
import { currentStorage } from '../currentStorage.ts';
import { nodeError } from '../nodeError.ts';

/**
 * Stands for `node:fs/promises` in a web worker, as far as the shared sources use it, and for Plumb's
 * own files alone: a path is one of the storage that VS Code gives the extension. Rights of files are
 * none of a browser's.
 */
interface FileHandle {
  read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{
    readonly bytesRead: number;
    readonly buffer: Buffer;
  }>;
  stat(): Promise<{ readonly size: number; readonly mtimeMs: number }>;
  close(): Promise<void>;
}

interface Removal {
  readonly force?: boolean;
  readonly recursive?: boolean;
}

/** The file as it is now, to be read. */
export async function open(file: string): Promise<FileHandle> {
  const storage = currentStorage();
  const bytes = await storage.readFile(file);
  return {
    read: (into, offset, length, position) => {
      const part = bytes.subarray(position, position + length);
      into.set(part, offset);
      return Promise.resolve({ bytesRead: part.length, buffer: into });
    },
    stat: () => storage.stat(file),
    close: () => Promise.resolve(),
  };
}

export function readFile(file: string): Promise<Buffer>;
export function readFile(file: string, encoding: 'utf8'): Promise<string>;
export async function readFile(file: string, encoding?: 'utf8'): Promise<Buffer | string> {
  const bytes = await currentStorage().readFile(file);
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

export async function readdir(folder: string): Promise<string[]> {
  return currentStorage().readdir(folder);
}

export async function stat(
  file: string,
): Promise<{ readonly size: number; readonly mtimeMs: number }> {
  return currentStorage().stat(file);
}

export async function mkdir(folder: string): Promise<void> {
  await currentStorage().mkdir(folder);
}

export async function rename(from: string, to: string): Promise<void> {
  await currentStorage().rename(from, to);
}

export async function rm(file: string, options: Removal = {}): Promise<void> {
  const { force = false, recursive = false } = options;
  await currentStorage().rm(file, { force, recursive });
}

export async function unlink(file: string): Promise<void> {
  await rm(file);
}

/** Asked of files of the scheme `file` alone, which do not exist there. */
export function lstat(file: string): Promise<never> {
  return Promise.reject(nodeError('ENOENT', file));
}

/** Its times become now, whatever is wanted: nothing else is wanted anywhere. */
export async function utimes(file: string): Promise<void> {
  await currentStorage().touch(file);
}
