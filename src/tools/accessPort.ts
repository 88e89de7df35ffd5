import type { WorkspacePath } from './ports.ts';

/** What the workspace says of a file, beside its name. */
export interface FileStanding {
  /** `.gitignore` and its kin, `files.exclude` or `search.exclude` leave it out. */
  readonly ignored: boolean;
  /** The same bytes have another name somewhere: a change here is a change there (S07). */
  readonly hardLinked: boolean;
}

export interface AccessPort {
  standing(path: WorkspacePath): Promise<FileStanding>;
}
