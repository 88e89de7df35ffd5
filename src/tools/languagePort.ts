import type { WorkspacePath } from './ports.ts';

/** A place in a file; line and column from 1, columns in UTF-16 code units. */
export interface Place {
  /** Display path; absolute, or a URI, for a file outside of the workspace. */
  readonly path: string;
  /** Undefined outside of the workspace: such a file is named, and not opened. */
  readonly file: WorkspacePath | undefined;
  readonly line: number;
  readonly column: number;
}

export interface FoundSymbol extends Place {
  readonly name: string;
  /** `class`, `enum member`, … as VS Code names kinds. */
  readonly kind: string;
  /** What it is in, or empty. */
  readonly container: string;
}

export interface Position {
  readonly path: WorkspacePath;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** A replacement by lines and columns from 1, the end not included. */
export interface RangeEdit {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

export interface FileEdits {
  /** As `Place.path` and `Place.file`. */
  readonly path: string;
  readonly file: WorkspacePath | undefined;
  /** The editor's text that the edits are places of; empty outside of the workspace. */
  readonly text: string;
  readonly edits: readonly RangeEdit[];
}

export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface OfferedAction {
  readonly title: string;
  /** `quickfix`, `refactor.extract`, `source.organizeImports`; empty if the server names none. */
  readonly kind: string;
  /** Why it cannot be applied, or empty. */
  readonly disabled: string;
}

export interface ActionEdits {
  readonly files: readonly FileEdits[];
  /** The command that the server wants run afterwards, which nobody runs; or empty. */
  readonly command: string;
}

export interface CallEdge {
  readonly symbol: FoundSymbol;
  readonly calls: readonly Place[];
}

/**
 * What the editor's language servers know, of the text that the editor holds. An answer of nothing
 * also means that there is no server. All throw PlumbError for a file that is no text.
 */
export interface LanguagePort {
  documentSymbols(path: WorkspacePath, signal: AbortSignal): Promise<readonly FoundSymbol[]>;
  workspaceSymbols(query: string, signal: AbortSignal): Promise<readonly FoundSymbol[]>;
  definitions(at: Position, signal: AbortSignal): Promise<readonly Place[]>;
  /** The declaration among them. */
  references(at: Position, signal: AbortSignal): Promise<readonly Place[]>;
  /** @returns undefined if nothing that can be called is there */
  calls(
    at: Position,
    direction: 'incoming' | 'outgoing',
    signal: AbortSignal,
  ): Promise<readonly CallEdge[] | undefined>;
  /** @throws PlumbError if the server refuses, or wants files created, moved or deleted */
  renameEdits(at: Position, newName: string, signal: AbortSignal): Promise<readonly FileEdits[]>;
  /** Source actions, which are of the whole file, come last. */
  actions(
    path: WorkspacePath,
    lines: LineRange,
    signal: AbortSignal,
  ): Promise<readonly OfferedAction[]>;
  /**
   * The edits of one offered action.
   * @throws PlumbError if it is gone or disabled, if it only runs a command, or if it creates, moves
   * or deletes files
   */
  actionEdits(
    path: WorkspacePath,
    lines: LineRange,
    title: string,
    signal: AbortSignal,
  ): Promise<ActionEdits>;
  /** @returns undefined if no formatter is there for the file */
  formatEdits(path: WorkspacePath, signal: AbortSignal): Promise<FileEdits | undefined>;
}
