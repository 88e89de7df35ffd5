import type { TextReplacement } from '../edits/textReplacement.ts';

export type { TextReplacement };

/**
 * What the tools need from a host. Paths are workspace paths as the model writes them, already
 * checked by `paths.ts`; adapters live in src/host, fakes in test/support.
 */

/** A place in the workspace that the path guard let through. */
export interface WorkspacePath {
  /** For people and the model: relative to its folder, `/`-separated, led by the folder's name in a multi-root workspace. */
  readonly display: string;
  /** The URI, as a string, of the file itself (links resolved). */
  readonly uri: string;
  /** The path as it was written, `/`-led, where a link made another of it: what obeys a file by its name goes by that. */
  readonly written?: string;
}

export interface WorkspaceFolder {
  readonly name: string;
  readonly uri: string;
}

export interface PathPort {
  folders(): readonly WorkspaceFolder[];
  /**
   * The real URI of a URI: links resolved in the deepest part of it that exists, the rest kept.
   * On a file system without links it is the same URI.
   */
  realUri(uri: string): Promise<string>;
  /** Whether a `.plumbignore` names a real URI. What cannot be told is forbidden. */
  isForbidden(uri: string): Promise<boolean>;
}

/** Bytes; a larger file is neither read nor edited. */
export const MAX_FILE_BYTES = 5_000_000;

export interface FileText {
  /**
   * Decoded as VS Code decodes it. Unsaved text wins. Line endings are as on the disk, but for a
   * file with several kinds of them that an editor shows: those are as it shows them.
   */
  readonly text: string;
  /** SHA-256 of `text`, hex. */
  readonly hash: string;
  /** True if the editor holds text that is not saved. */
  readonly dirty: boolean;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

export type PathKind = 'file' | 'directory' | 'missing';

export interface FilesPort {
  kind(path: WorkspacePath): Promise<PathKind>;
  /** Size in bytes on disk. */
  size(path: WorkspacePath): Promise<number>;
  /** @throws PlumbError if the file is binary or cannot be read. */
  read(path: WorkspacePath): Promise<FileText>;
  /** A Jupyter notebook as JSON (nbformat 4); cells that are not saved win. @throws as `read` */
  notebook(path: WorkspacePath): Promise<FileText>;
  /** The bytes on the disk. @throws PlumbError if they are more than `limit`, or cannot be read. */
  bytes(path: WorkspacePath, limit: number): Promise<Uint8Array>;
  list(path: WorkspacePath): Promise<readonly DirectoryEntry[]>;
}

/** A line that matches, or is shown around one that does. */
export interface SearchLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly isMatch: boolean;
}

/** Which files to look at: by any of the globs (none is all), by none of those that exclude. */
export interface FileSelection {
  readonly globs: readonly string[];
  readonly exclude: readonly string[];
}

export interface TextSearch extends FileSelection {
  readonly pattern: string;
  readonly isRegex: boolean;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
}

/** Searches leave out what is ignored, excluded by settings or forbidden. Paths are for display. */
export interface SearchPort {
  /** The first `limit` files, in the order of paths, and how many there are. */
  findFiles(
    query: FileSelection & { readonly limit: number },
    signal: AbortSignal,
  ): Promise<{ readonly paths: readonly string[]; readonly total: number }>;
  /** Files whose paths are like a text, the most alike first. */
  similarPaths(
    query: { readonly text: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** The first `limit` lines that match, in the order of paths, those of a file in a row. */
  searchText(
    query: TextSearch & {
      readonly limit: number;
      /** Lines to give before and after each that matches. */
      readonly before: number;
      readonly after: number;
    },
    signal: AbortSignal,
  ): Promise<{
    readonly lines: readonly SearchLine[];
    /** Lines that match; at least so many if `isAll` is false. */
    readonly total: number;
    readonly isAll: boolean;
  }>;
  /** How many lines match, by file, in the order of paths. */
  countMatches(
    query: TextSearch,
    signal: AbortSignal,
  ): Promise<readonly { readonly path: string; readonly count: number }[]>;
}

export interface CommandResult {
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
  readonly endedBy: 'exit' | 'timeout' | 'stop';
  /** stdout and stderr as they came, control sequences stripped, cut in the middle if long. */
  readonly output: string;
  readonly durationMs: number;
}

export interface CommandToRun {
  /** Exactly these bytes, as UTF-8. */
  readonly command: string;
  readonly cwd: WorkspacePath;
  readonly timeoutMs: number;
  /** Output as it comes, for the call's card. */
  readonly onOutput: (text: string) => void;
}

/** How a command in the background stands. */
export interface CommandReading {
  /** By which it is read and ended: `cmd-1`. */
  readonly handle: string;
  readonly command: string;
  readonly state: 'running' | CommandResult['endedBy'];
  /** Undefined while it runs, and if a signal ended it. */
  readonly exitCode: number | undefined;
  /** What it printed since it was last read, as in `CommandResult.output`. */
  readonly output: string;
  /** Since it began, until now or its end. */
  readonly durationMs: number;
}

/** What a reading waits for; the command's end ends every wait. Output that waits unread counts. */
export type CommandGoal = 'output' | 'exit' | { readonly text: string };

/** The commands of one chat. */
export interface CommandPort {
  /**
   * Runs exactly these bytes in the user's shell, in its own process group. An abort ends the
   * whole group and the result says `stop`.
   */
  run(command: CommandToRun, signal: AbortSignal): Promise<CommandResult>;
  /**
   * Starts it as `run` does and returns with its first output, or after a moment without any. It
   * runs on across turns; an abort of the turn ends everything that the chat has running.
   */
  start(command: CommandToRun, signal: AbortSignal): Promise<CommandReading>;
  /** @throws PlumbError if the chat has no such command. */
  read(
    handle: string,
    wait: { readonly goal: CommandGoal; readonly timeoutMs: number },
    signal: AbortSignal,
  ): Promise<CommandReading>;
  /**
   * Ends its whole group.
   * @throws PlumbError if the chat has no such command.
   */
  end(handle: string): Promise<CommandReading>;
}

/** Lands a change set in the user's files: all of it or nothing (invariant 2). */
export interface EditPort {
  apply(changes: readonly FileChange[], signal: AbortSignal): Promise<EditOutcome>;
}

/** One file's part of a change set, computed against `baseline`. */
export type FileChange =
  | { readonly kind: 'create'; readonly path: WorkspacePath; readonly text: string }
  | {
      readonly kind: 'update';
      readonly path: WorkspacePath;
      /** Hash of the text that `edits` are offsets of; another text at the time of use is refused. */
      readonly baselineHash: string;
      readonly edits: readonly TextReplacement[];
      /** Where the file goes, if it also moves. */
      readonly moveTo?: WorkspacePath;
    }
  | {
      readonly kind: 'delete';
      readonly path: WorkspacePath;
      readonly baselineHash: string;
    };

export type EditOutcome =
  | {
      readonly applied: true;
      readonly files: readonly {
        readonly path: string;
        /** False if it is not on the disk yet: it had unsaved text before, or saving failed. */
        readonly saved: boolean;
        /** Said to the model: what a save participant changed, why it was not saved (always), … */
        readonly note?: string;
        /** What the file holds now, as `FilesPort.read` would give it; not of a deleted one. */
        readonly text?: string;
      }[];
    }
  | {
      readonly applied: false;
      /** Why nothing was changed, in words that the model can act upon. */
      readonly reason: string;
      /** A file is not what it was when it was read. */
      readonly stale?: true;
    };

/** A text of a file that the model was shown. */
export interface ShownText extends Pick<FileText, 'text' | 'hash'> {
  /**
   * Whether the line numbers that the model has of the file are this text's: it read it, or what it
   * edited since moved no line.
   */
  readonly numbered: boolean;
}

/** The texts of files that the model of one chat was shown, by reading or by an edit's result. */
export interface ShownTexts {
  /** The model is shown this text, or a part of it, now. */
  note(path: WorkspacePath, file: ShownText): void;
  /** Texts that it was shown of a file, the last one first; old ones may have been given up. */
  of(path: WorkspacePath): readonly ShownText[];
}
