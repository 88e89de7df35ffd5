/** What a call would do, as the policy tells it apart. A call can be of several levels at once. */
export const LEVELS = [
  /** Changes a file that nothing runs by itself. */
  'edit',
  'command',
  /** Lets text out of the machine: the service's own search or interpreter. */
  'network',
  /** A file outside of the workspace. */
  'outside',
  /** Changes a file that an editor, git, a shell or a package manager runs by itself. */
  'protected',
  /** A file that the workspace ignores, or of an installed package. */
  'ignored',
  /** A file that holds keys or credentials. */
  'secret',
] as const;
export type AccessLevel = (typeof LEVELS)[number];

/** Why one file needs a person's word. */
export interface Guarded {
  /** As people know it. */
  readonly path: string;
  readonly uri: string;
  readonly level: Extract<AccessLevel, 'outside' | 'protected' | 'ignored' | 'secret'>;
  /** For people: "VS Code runs this file by itself". */
  readonly reason: string;
}

/** What a person may answer; which of them are offered depends on what is asked. */
export const DECISIONS = ['approve', 'reject', 'alwaysForChat', 'always'] as const;
export type Decision = (typeof DECISIONS)[number];
