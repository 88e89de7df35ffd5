/**
 * What a person may do about an error, as one button. `label` is already in the user's language;
 * `command` is one of ours (base/ids.ts) or of `CHAT_ACTIONS`, which a chat handles itself.
 */
export interface ErrorAction {
  readonly label: string;
  readonly command: string;
  readonly args?: readonly string[];
}

/** What only a chat can do, where the error stands (`sessionAction.ts`). */
export const CHAT_ACTIONS = {
  retry: 'retry',
  continue: 'continue',
  edit: 'editMessage',
  summarise: 'summarise',
  raiseBudget: 'raiseBudget',
  raiseContext: 'raiseContext',
  restoreMessage: 'restoreMessage',
  openReplaced: 'openReplaced',
} as const;

const CHAT_COMMANDS: ReadonlySet<string> = new Set(Object.values(CHAT_ACTIONS));

/** True for what can be done wherever the error is shown. */
export function isForEveryPlace({ command }: ErrorAction): boolean {
  return !CHAT_COMMANDS.has(command);
}

/**
 * An error that a person will read: `message` says what happened and what to do, in plain words.
 * `detail` is for the log. Cancellation is not an error (see `isAbort`).
 */
export class PlumbError extends Error {
  override readonly name: string = 'PlumbError';
  readonly action: ErrorAction | undefined;
  readonly detail: string | undefined;

  constructor(
    message: string,
    options: { action?: ErrorAction; detail?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.action = options.action;
    this.detail = options.detail;
  }
}

/** True for the error that an AbortSignal throws, whoever threw it. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The message of whatever was thrown, in one line. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Makes a missing case of a union a compile error. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
