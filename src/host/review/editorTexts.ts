import type { Event } from '../../base/emitter.ts';
import type { TextReplacement } from '../../edits/textReplacement.ts';
import type { FileState } from '../edits/transactions.ts';

/** Somebody changed an open document. */
export interface TextChange {
  readonly uri: string;
  /** Offsets of the text before the change. */
  readonly edits: readonly TextReplacement[];
  /** True if it was taken back or done again, so that a text of before came back. */
  readonly isRevert: boolean;
  /** UTF-16 code units of the document after the change. */
  readonly length: number;
  /** All of the document, as it is when this is called. */
  text(): string;
}

/** What review needs to know of the editor; files and folders are named by URI. */
export interface EditorTexts {
  /** How people and the model call a file. */
  display(uri: string): string;
  /** A file as the editor shows it, or would. Undefined if there is none, or none that is text. */
  text(uri: string): Promise<string | undefined>;
  /** The same with its encoding, for which the file is opened. */
  read(uri: string): Promise<FileState | undefined>;
  /** The text of an open document. */
  openText(uri: string): string | undefined;
  readonly onDidChange: Event<TextChange>;
  readonly onDidOpen: Event<string>;
  readonly onDidSave: Event<string>;
  /** Also of folders. */
  readonly onDidRename: Event<{ readonly from: string; readonly to: string }>;
  readonly onDidDelete: Event<string>;
}
