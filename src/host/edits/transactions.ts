import type { Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { EditOutcome, EditPort } from '../../tools/ports.ts';

/** On whose behalf files are changed. */
export type EditOrigin =
  /** A tool of the model, in the turn that answers this message. */
  | { readonly kind: 'agent'; readonly chatId: string; readonly messageId: string }
  /** A person who undid what the agent did. */
  | { readonly kind: 'review' }
  /** A person who went back to the state before a message. */
  | { readonly kind: 'checkpoint'; readonly chatId: string; readonly messageId: string };

/** A text file at one moment, as its editor shows it: unsaved text wins over what is on the disk. */
export interface FileState {
  readonly uri: string;
  readonly text: string;
  /** As `TextDocument.encoding` has it; with it the text has exactly the bytes of the file. */
  readonly encoding: string;
}

export interface AppliedFile {
  /** As the file is called afterwards, for people and the model. */
  readonly display: string;
  /** Undefined for a file that was created. */
  readonly before: FileState | undefined;
  /** Undefined for a file that was deleted. What save participants changed is in it. */
  readonly after: FileState | undefined;
}

/** What one change set did, whole. */
export interface AppliedTransaction {
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly origin: EditOrigin;
  readonly files: readonly AppliedFile[];
}

/** A file that is to be as it was: refused unless it is now as `expected` says. */
export interface FileRestoration {
  readonly display: string;
  /** Undefined: there is no such file now. */
  readonly expected: FileState | undefined;
  /** Undefined: there is to be none (it goes to the trash where there is one). */
  readonly target: FileState | undefined;
}

/** What became of a change set that an earlier run left open, for people. */
export interface Recovery {
  readonly outcome: 'finished' | 'rolledBack' | 'leftAlone';
  readonly files: readonly string[];
}

/** The one way in which files of the user are changed (invariant 2): all files of a call or none. */
export interface Transactions extends Disposable {
  portFor(origin: EditOrigin): EditPort;
  /** Sets files back, all or none, as `portFor(origin).apply` does; nothing is overwritten unseen. */
  restore(
    files: readonly FileRestoration[],
    origin: EditOrigin,
    signal: AbortSignal,
  ): Promise<EditOutcome>;
  /** A change set is whole: told before `apply`, `restore` or the `recover` that finished it resolves. */
  readonly onDidApply: Event<AppliedTransaction>;
  /** True while a change set is landing in this document: what changes then is not the user's typing. */
  isLanding(uri: string): boolean;
  /** What was done for a chat, oldest first, from all runs of the editor; what is damaged is left out. */
  history(chatId: string): Promise<readonly AppliedTransaction[]>;
  /** Finishes or rolls back what an earlier run left open. Call once, at the start. */
  recover(): Promise<readonly Recovery[]>;
}
