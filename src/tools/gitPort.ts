import type { WorkspacePath } from './ports.ts';

export interface Commit {
  readonly hash: string;
  readonly author: string;
  /** ISO 8601. */
  readonly date: string;
  readonly message: string;
}

/** The repository as VS Code's git extension has it; only looks. */
export interface GitPort {
  /**
   * A unified diff with paths as people know them.
   * @param against `worktree`: what is not staged; `index`: what is staged; else a commit or branch
   * @throws PlumbError if there is no repository or no such commit
   */
  diff(
    query: { readonly against: string; readonly path: WorkspacePath | undefined },
    signal: AbortSignal,
  ): Promise<string>;
  log(
    query: { readonly path: WorkspacePath | undefined; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly Commit[]>;
}
