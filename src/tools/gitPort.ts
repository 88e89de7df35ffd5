import type { WorkspacePath } from './ports.ts';

export interface Commit {
  readonly hash: string;
  readonly author: string;
  /** ISO 8601; empty if it is not known. */
  readonly date: string;
  readonly message: string;
}

export interface RepositoryDiff {
  /** Real URI of the repository's folder; the paths in the diff are relative to it. */
  readonly root: string;
  /** A unified diff as git prints it, of any files of the repository. */
  readonly text: string;
  /** Files that changed beyond those in `text`. */
  readonly more: number;
}

/** The repository as VS Code's git extension has it; only looks. */
export interface GitPort {
  /**
   * Of the repository of `path`, or of the first folder; what is not of `path` may be in it too.
   * @param against `worktree`: what is not staged; `index`: what is staged; else a commit or branch
   * @throws PlumbError if there is no repository or no such commit
   */
  diff(
    query: { readonly against: string; readonly path: WorkspacePath | undefined },
    signal: AbortSignal,
  ): Promise<RepositoryDiff>;
  /** Newest first. @throws PlumbError if there is no repository */
  log(
    query: { readonly path: WorkspacePath | undefined; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly Commit[]>;
}
