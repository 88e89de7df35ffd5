import * as vscode from 'vscode';
import * as z from 'zod';
import { BASELINE_SCHEME, reviewedUri } from './baselineUri.ts';
import { hunksAtBaselineLines, hunksAtLines, hunksOfChange } from './hunkPlaces.ts';
import type { Review, ReviewFile, ReviewHunk } from './review.ts';

/** How our own lenses and views name a file, and a hunk of it, to a command. */
export interface ChangeNode {
  readonly uri: string;
  /** Not there for the whole file. */
  readonly hunkId?: string;
}

export interface HunksTarget {
  readonly file: ReviewFile;
  readonly hunks: readonly ReviewHunk[];
}

const Node = z.object({ uri: z.string(), hunkId: z.string().optional() });
const UriLike = z.custom<vscode.Uri>(value => value instanceof vscode.Uri);
/** A row of the Source Control view. */
const ResourceState = z.object({ resourceUri: UriLike });
/** What the peek of the quick diff hands over: the file, the changes that it shows, and which. */
const PeekArguments = z.tuple([
  UriLike,
  z.array(
    z.object({
      originalStartLineNumber: z.int(),
      originalEndLineNumber: z.int(),
      modifiedStartLineNumber: z.int(),
      modifiedEndLineNumber: z.int(),
    }),
  ),
  z.int(),
]);
/** The menu at the line numbers; lines from 1. */
const LineNumberMenu = z.object({ uri: UriLike, lineNumber: z.int() });

export function nodeOf(argument: unknown): z.infer<typeof Node> | undefined {
  return Node.safeParse(argument).data;
}

/** The files under review that a menu means; of the palette and keys, the file in the editor. */
export function filesMeant(review: Review, args: readonly unknown[]): readonly ReviewFile[] {
  const uris = args.flatMap(argument => uriOf(argument) ?? []);
  const wanted = uris.length > 0 ? uris : activeUris();
  return [...new Set(wanted)].flatMap(uri => review.file(uri) ?? []);
}

/**
 * The hunks that a lens, a row, the peek or a menu means; of the palette and keys, those that the
 * cursor or the selection touches.
 */
export function hunksMeant(review: Review, args: readonly unknown[]): HunksTarget | undefined {
  const node = nodeOf(args[0]);
  if (node !== undefined) {
    return inFile(review, node.uri, file => file.hunks.filter(({ id }) => id === node.hunkId));
  }
  const peek = PeekArguments.safeParse(args.slice(0, 3)).data;
  const change = peek?.[1][peek[2]];
  if (peek !== undefined && change !== undefined) {
    const [from, to] = lines(change.modifiedStartLineNumber, change.modifiedEndLineNumber);
    const [baseFrom, baseTo] = lines(change.originalStartLineNumber, change.originalEndLineNumber);
    return inFile(review, peek[0].toString(), file =>
      hunksOfChange(file, { from, to, baseFrom, baseTo }),
    );
  }
  const atLine = LineNumberMenu.safeParse(args[0]).data;
  if (atLine !== undefined) {
    const line = atLine.lineNumber - 1;
    return inFile(review, atLine.uri.toString(), file => hunksAtLines(file, line, line));
  }
  return atCursor(review);
}

/** From lines of VS Code's diff, from 1: without an end, nothing, after the line `start`. */
function lines(start: number, end: number): [from: number, to: number] {
  return end < start ? [start, start] : [start - 1, end];
}

function atCursor(review: Review): HunksTarget | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const find = document.uri.scheme === BASELINE_SCHEME ? hunksAtBaselineLines : hunksAtLines;
  return inFile(review, reviewedUri(document.uri), file =>
    find(file, selection.start.line, selection.end.line),
  );
}

function inFile(
  review: Review,
  uri: string,
  find: (file: ReviewFile) => readonly ReviewHunk[],
): HunksTarget | undefined {
  const file = review.file(uri);
  const hunks = file === undefined ? [] : find(file);
  return file === undefined || hunks.length === 0 ? undefined : { file, hunks };
}

function uriOf(argument: unknown): string | undefined {
  const uri =
    UriLike.safeParse(argument).data ?? ResourceState.safeParse(argument).data?.resourceUri;
  return uri === undefined ? nodeOf(argument)?.uri : reviewedUri(uri);
}

/** The file in the active editor; a diff of a deleted file has no text editor that is active. */
export function activeUris(): string[] {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputTextDiff) return [reviewedUri(input.modified)];
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri === undefined ? [] : [reviewedUri(uri)];
}
