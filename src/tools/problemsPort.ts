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

/** What the Problems view shows. */
export interface ProblemsPort {
  /** Of these files, or of the whole workspace as far as files are open; guarded ones among them. */
  now(paths: readonly WorkspacePath[] | undefined): Promise<readonly Problem[]>;
  /**
   * Opens files that are not, for only then they have problems, and waits until the language servers
   * have looked at what was opened or changed last: for their event, not for a time; at most for a
   * bound, for a server says nothing where nothing changed.
   * @returns whether a server is known for the language of each of them
   */
  settled(paths: readonly WorkspacePath[], signal: AbortSignal): Promise<boolean>;
  /** What `now` said of the workspace before the last edit in this window; undefined if none. */
  beforeLastEdit(): readonly Problem[] | undefined;
  noteBeforeEdit(problems: readonly Problem[]): void;
}
