import type { FileSystem } from '../../src/host/web/fileSystem.ts';

/** As `vscode.workspace.fs` by paths, with the codes of its errors. `onChange` is asked before each change. */
export function inMemoryFiles(
  files: Map<string, Uint8Array> = new Map(),
  onChange: (change: string) => void = () => undefined,
): FileSystem {
  const missing = (path: string): Error =>
    Object.assign(new Error(`No ${path}`), { code: 'FileNotFound' });
  const below = (path: string): string[] =>
    [...files.keys()].filter(name => name.startsWith(`${path}/`));
  const there = (path: string): string[] => {
    const names = files.has(path) ? [path] : below(path);
    if (names.length === 0) throw missing(path);
    return names;
  };
  const changing = (change: string, work: () => void): Promise<void> =>
    new Promise(resolve => {
      onChange(change);
      work();
      resolve();
    });
  return {
    read: path => {
      const bytes = files.get(path);
      return bytes === undefined ? Promise.reject(missing(path)) : Promise.resolve(bytes);
    },
    write: (path, bytes) =>
      changing(`write ${path}`, () => {
        files.set(path, bytes);
      }),
    list: async path => {
      const found = new Map<string, boolean>();
      for (const name of await Promise.resolve(there(path))) {
        const [first = '', ...rest] = name.slice(path.length + 1).split('/');
        found.set(first, rest.length > 0);
      }
      return [...found].map(([name, isFolder]) => ({ name, isFolder }));
    },
    stat: async path => {
      await Promise.resolve(there(path));
      return { isFolder: !files.has(path), size: files.get(path)?.length ?? 0, mtime: 1 };
    },
    makeFolder: () => Promise.resolve(),
    remove: path =>
      changing(`remove ${path}`, () => {
        for (const name of there(path)) files.delete(name);
      }),
    move: (from, to) =>
      changing(`move ${from}`, () => {
        for (const name of there(from)) {
          files.set(to + name.slice(from.length), files.get(name) ?? new Uint8Array());
          files.delete(name);
        }
      }),
  };
}
