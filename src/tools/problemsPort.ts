import type { WorkspacePath } from './ports.ts';

export interface Problem {
  /** Display path. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** `ts(2304)`; empty if the server says nothing. */
  readonly source: string;
}

/** What the Problems view shows. */
export interface ProblemsPort {
  /** Of these files, or of the whole workspace; none of files that never open. */
  now(paths: readonly WorkspacePath[] | undefined): Promise<readonly Problem[]>;
  /**
   * Waits until the language servers have looked at files that changed just now: for their event,
   * not for a time; at most for a bound where none comes.
   */
  settled(paths: readonly WorkspacePath[], signal: AbortSignal): Promise<void>;
}
