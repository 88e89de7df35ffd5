/** What storage needs of `vscode.workspace.fs`, by paths; its errors have VS Code's codes. */
export interface FileSystem {
  read(path: string): Promise<Uint8Array>;
  /** Makes the folders above. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  list(path: string): Promise<readonly Entry[]>;
  stat(
    path: string,
  ): Promise<{ readonly isFolder: boolean; readonly size: number; readonly mtime: number }>;
  makeFolder(path: string): Promise<void>;
  /** A folder with all that is in it. */
  remove(path: string): Promise<void>;
  /** A file that is there is replaced. */
  move(from: string, to: string): Promise<void>;
}

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Node's name of what went wrong, which the shared sources go by. */
const CODES: Readonly<Record<string, string>> = {
  FileNotFound: 'ENOENT',
  FileNotADirectory: 'ENOTDIR',
  FileExists: 'EEXIST',
  FileIsADirectory: 'EISDIR',
  NoPermissions: 'EACCES',
};

/** What the work gives; it fails as Node's file system would. */
export async function asNode<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw Object.assign(
      new Error(error instanceof Error ? error.message : String(error), { cause: error }),
      {
        code: CODES[code] ?? code,
      },
    );
  }
}
