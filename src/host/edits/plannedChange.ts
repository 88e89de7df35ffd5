import type * as vscode from 'vscode';
import type { TextReplacement } from '../../edits/textReplacement.ts';
import type { FileState } from './transactions.ts';

/** A change that was checked against the files as they are, with all that undoing it needs. */
export type PlannedChange = PlannedCreation | PlannedUpdate | PlannedRewrite | PlannedDeletion;

export interface PlannedCreation {
  readonly kind: 'create';
  readonly display: string;
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
  readonly after: FileState;
}

/** A change of text in an editor's document. */
export interface PlannedUpdate {
  readonly kind: 'update';
  /** As it is called afterwards. */
  readonly display: string;
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly wasDirty: boolean;
  /** Whether it is saved then: what the user had not saved stays unsaved. */
  readonly saves: boolean;
  /** What is on the disk; undefined if that cannot be read. */
  readonly disk: DiskText | undefined;
  readonly before: FileState;
  readonly after: FileState;
  /** With the document's line endings. */
  readonly edits: readonly TextReplacement[];
  /** Set where the line ending of the document changes too. */
  readonly eol: vscode.EndOfLine | undefined;
  /** Where the file goes, if it also moves. */
  readonly moveTo: vscode.Uri | undefined;
}

export interface DiskText {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A change of the bytes of a file that no editor shows, or merely of its place. */
export interface PlannedRewrite {
  readonly kind: 'rewrite';
  readonly display: string;
  readonly uri: vscode.Uri;
  readonly oldBytes: Uint8Array;
  /** The same where the file only moves. */
  readonly newBytes: Uint8Array;
  readonly before: FileState;
  readonly after: FileState;
  readonly moveTo: vscode.Uri | undefined;
}

export interface PlannedDeletion {
  readonly kind: 'delete';
  readonly display: string;
  readonly uri: vscode.Uri;
  /** On the disk. */
  readonly bytes: Uint8Array;
  /** With these it is made again: they hold the text that the user had not saved. */
  readonly bytesBack: Uint8Array;
  /** What is on the disk, if the user had not saved `before`. */
  readonly unsavedOver: string | undefined;
  readonly before: FileState;
}

/** Every URI that a change takes or leaves. */
export function urisOf(change: PlannedChange): string[] {
  switch (change.kind) {
    case 'create':
    case 'delete':
      return [change.uri.toString()];
    case 'update':
    case 'rewrite':
      return [...new Set([change.before.uri, change.after.uri])];
  }
}
