import * as vscode from 'vscode';
import type { FileSystem } from './fileSystem.ts';
import { createStorage, type Storage } from './storage.ts';

const given: { storage?: Storage } = {};

/** Says where Plumb's own files are. @param place any URI of the storage: all of it is on one file system */
export function useStorageOf(place: vscode.Uri): void {
  const run = globalThis.crypto.randomUUID().slice(0, 8);
  given.storage = createStorage(fileSystemAt(place), run, Date.now);
}

export function currentStorage(): Storage {
  if (given.storage === undefined) throw new Error('Plumb was not told where its storage is');
  return given.storage;
}

function fileSystemAt(place: vscode.Uri): FileSystem {
  const { fs } = vscode.workspace;
  const at = (path: string): vscode.Uri => place.with({ path });
  const isFolder = (type: vscode.FileType): boolean => (type & vscode.FileType.Directory) !== 0;
  return {
    read: async path => fs.readFile(at(path)),
    write: async (path, bytes) => fs.writeFile(at(path), bytes),
    list: async path =>
      (await fs.readDirectory(at(path))).map(([name, type]) => ({
        name,
        isFolder: isFolder(type),
      })),
    stat: async path => {
      const { type, size, mtime } = await fs.stat(at(path));
      return { isFolder: isFolder(type), size, mtime };
    },
    makeFolder: async path => fs.createDirectory(at(path)),
    remove: async path => fs.delete(at(path), { recursive: true, useTrash: false }),
    move: async (from, to) => fs.rename(at(from), at(to), { overwrite: true }),
  };
}
