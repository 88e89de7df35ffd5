import type { WorkspacePath } from './ports.ts';

/** What the workspace and the disk say of a file, beside its name. What cannot be told is true. */
export interface AccessPort {
  /** `.gitignore` and its kin, `files.exclude` or `search.exclude` leave it out. */
  isIgnored(path: WorkspacePath): Promise<boolean>;
  /** The same bytes have another name somewhere: a change here is a change there (S07). */
  isHardLinked(path: WorkspacePath): Promise<boolean>;
}
