import type { TextReplacement } from './ports.ts';
import type { WorkspacePath } from './ports.ts';

/** A place in a file; line and column from 1, columns in UTF-16 code units. */
export interface Place {
  /** Display path; absolute for a file outside of the workspace. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The line's text; empty where it is not to be shown (forbidden, outside). */
  readonly text: string;
}

export interface FoundSymbol extends Place {
  readonly name: string;
  /** `class`, `function`, … as VS Code names kinds. */
  readonly kind: string;
  readonly container: string;
}

export interface Position {
  readonly path: WorkspacePath;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface FileEdits {
  readonly path: WorkspacePath;
  readonly edits: readonly TextReplacement[];
}

export interface OfferedAction {
  readonly title: string;
  /** `quickfix`, `refactor.extract`, `source.organizeImports`; empty if the server names none. */
  readonly kind: string;
  /** Why it cannot be applied, or empty. */
  readonly disabled: string;
}

export interface CallEdge {
  readonly symbol: FoundSymbol;
  readonly calls: readonly Place[];
}

/** What the editor's language servers know. An answer of nothing also means that there is none. */
export interface LanguagePort {
  documentSymbols(path: WorkspacePath, signal: AbortSignal): Promise<readonly FoundSymbol[]>;
  workspaceSymbols(query: string, signal: AbortSignal): Promise<readonly FoundSymbol[]>;
  definitions(at: Position, signal: AbortSignal): Promise<readonly Place[]>;
  references(at: Position, signal: AbortSignal): Promise<readonly Place[]>;
  calls(
    at: Position,
    direction: 'incoming' | 'outgoing',
    signal: AbortSignal,
  ): Promise<readonly CallEdge[]>;
  /** @throws PlumbError if the server refuses the name */
  renameEdits(at: Position, newName: string, signal: AbortSignal): Promise<readonly FileEdits[]>;
  actions(
    path: WorkspacePath,
    lines: { readonly first: number; readonly last: number },
    signal: AbortSignal,
  ): Promise<readonly OfferedAction[]>;
  /** The edits of one offered action. @throws PlumbError if it runs a command or is gone */
  actionEdits(
    path: WorkspacePath,
    lines: { readonly first: number; readonly last: number },
    title: string,
    signal: AbortSignal,
  ): Promise<readonly FileEdits[]>;
  formatEdits(path: WorkspacePath, signal: AbortSignal): Promise<readonly TextReplacement[]>;
}
