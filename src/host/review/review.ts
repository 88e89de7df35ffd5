import type { Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';

/** One run of lines that the agent changed and that a person has neither kept nor undone. */
export interface ReviewHunk {
  /** Stays the same while the text around it changes. */
  readonly id: string;
  /** Lines [from, to) of the text as it is now, from 0; `from === to` where lines were only removed. */
  readonly from: number;
  readonly to: number;
  /** The same of the baseline. */
  readonly baseFrom: number;
  readonly baseTo: number;
}

export interface ReviewFile {
  /** As it is called now; a deleted file as it was called. */
  readonly uri: string;
  readonly display: string;
  readonly change: 'create' | 'update' | 'delete' | 'move';
  /** Display path before a move. */
  readonly movedFrom?: string;
  /** The text without what is under review; empty for a created file. */
  readonly baseline: string;
  /** Lines, over all hunks. */
  readonly added: number;
  readonly removed: number;
  /** In the order of the text. A created, deleted or merely moved file may have none. */
  readonly hunks: readonly ReviewHunk[];
}

/** What a person took back of a chat's edits, for the model. */
export interface UndoneEdit {
  readonly path: string;
  /** Of the text as it is now, from 1. */
  readonly line: number;
  /** The lines that were taken back, as rows of a unified diff against what is there now. */
  readonly rows: readonly string[];
}

/**
 * The agent's edits that nobody has decided on: survives a reload, needs no git, goes along with
 * the user's own typing. Files are named by URI.
 */
export interface Review extends Disposable {
  /** By display path. */
  readonly files: readonly ReviewFile[];
  readonly onDidChange: Event<undefined>;
  file(uri: string): ReviewFile | undefined;
  keepHunk(uri: string, hunkId: string): Promise<void>;
  /** @throws PlumbError if the file cannot be changed; nothing is then */
  undoHunk(uri: string, hunkId: string): Promise<void>;
  keepFile(uri: string): Promise<void>;
  /** Throws as `undoHunk`. */
  undoFile(uri: string): Promise<void>;
  keepAll(): Promise<void>;
  /** Undoes all files together or none. Throws as `undoHunk`. */
  undoAll(): Promise<void>;
  /** What was undone of this chat's edits since it was last asked for; told once. */
  takeUndone(chatId: string): readonly UndoneEdit[];
  /** Resolves once what is under review stands on disk. */
  flush(): Promise<void>;
}
