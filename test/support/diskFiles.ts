import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sha256 } from '../../src/base/hash.ts';
import type { FilesPort, PathPort } from '../../src/tools/ports.ts';

/** The ports of paths and files over a real folder, without an editor. */
export function diskFiles(folder: string): { readonly paths: PathPort; readonly files: FilesPort } {
  return {
    paths: {
      folders: () => [{ name: 'app', uri: pathToFileURL(folder).href }],
      realUri: async uri => pathToFileURL(await realpath(fileURLToPath(uri))).href,
      isForbidden: () => Promise.resolve(false),
    },
    files: {
      kind: async ({ uri }) => {
        const found = await stat(fileURLToPath(uri)).catch(() => undefined);
        if (found === undefined) return 'missing';
        return found.isDirectory() ? 'directory' : 'file';
      },
      size: async ({ uri }) => (await stat(fileURLToPath(uri))).size,
      read: async ({ uri }) => {
        const text = await readFile(fileURLToPath(uri), 'utf8');
        return { text, hash: await sha256(text), dirty: false };
      },
      notebook: () => Promise.reject(new Error('No notebook is read here')),
      bytes: async ({ uri }) => readFile(fileURLToPath(uri)),
      list: async ({ uri }) => {
        const entries = await readdir(fileURLToPath(uri), { withFileTypes: true });
        return entries.map(entry => ({
          name: entry.name,
          kind: entry.isDirectory() ? 'directory' : 'file',
        }));
      },
    },
  };
}
