import type { WorkspacePath } from './ports.ts';

/** From the gravest on, as VS Code has them. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Problem {
  readonly file: WorkspacePath;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
  /** `ts(2304)`; empty if the server says nothing. */
  readonly source: string;
}

export interface LookedAt {
  readonly problems: readonly Problem[];
  /** Whether a server is known for the language of each of the files. */
  readonly hasServers: boolean;
}

/** What the Problems view shows. */
export interface ProblemsPort {
  /**
   * Waits until the language servers have looked at these files as they are now, and tells all
   * problems of the workspace that are known then, those of guarded files among them. It is waited
   * for the servers' event, not for a time; at most for a bound, for a server says nothing where
   * nothing changed. Files that are not open are opened for it and closed again.
   */
  look(paths: readonly WorkspacePath[], signal: AbortSignal): Promise<LookedAt>;
  /**
   * As `look`, of those of the files that an editor shows, or of all that are shown: nothing is
   * opened, and nothing is waited for where nothing changed.
   */
  lookAtShown(
    paths: readonly WorkspacePath[] | undefined,
    signal: AbortSignal,
  ): Promise<readonly Problem[]>;
  /** What was noted before the last edit in this window; undefined if none. */
  beforeLastEdit(): readonly Problem[] | undefined;
  noteBeforeEdit(problems: readonly Problem[]): void;
}
