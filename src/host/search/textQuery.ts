/** What is looked for in the lines of files. */
export interface TextQuery {
  readonly pattern: string;
  readonly isRegex: boolean;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  /** Lines to show before and after each that matches. */
  readonly before: number;
  readonly after: number;
}

/** A line that matches or is near one, within its folder. */
export interface FolderLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly isMatch: boolean;
}

/** How many lines of a file match. */
export interface FileCount {
  readonly path: string;
  readonly count: number;
}
