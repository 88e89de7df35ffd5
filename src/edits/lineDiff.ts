/** What a person is shown of a change to one file. */
export interface DiffFile {
  readonly path: string;
  readonly change: 'create' | 'update' | 'delete' | 'move';
  /** Set for a move. */
  readonly newPath?: string;
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly DiffHunk[];
}

export interface DiffHunk {
  /** Line numbers from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly kind: 'context' | 'added' | 'removed';
  /** Without its line ending. */
  readonly text: string;
}
