import * as vscode from 'vscode';
import { PlumbError, describeError } from '../../base/errors.ts';
import { regExpLiteral } from '../../base/regExpLiteral.ts';
import { cutLine } from '../../base/text.ts';
import { readText } from '../files/fileBytes.ts';
import { excludedMatcher } from './excludedGlobs.ts';
import { isIgnored, rulesIn, type IgnoreRules } from './ignoreRules.ts';
import { regexTest } from './regexTest.ts';
import type { FolderLine, TextQuery } from './textQuery.ts';
import type { SearchFolder } from './searchFolders.ts';

/** UTF-16 code units of a line that are looked at. */
const LINE_LIMIT = 2_000;

/**
 * The paths of a folder's files that are wanted, in order, without ripgrep. We walk it ourselves:
 * `workspace.findFiles` follows links, out of the workspace as well.
 */
export async function* scanFiles(
  folder: SearchFolder,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const isExcluded = excludedMatcher(folder.excluded);
  yield* walk({ uri: folder.uri, path: '', rules: [] }, { ...folder, isExcluded }, signal);
}

interface Directory {
  readonly uri: vscode.Uri;
  /** Within the folder, ending in `/`; empty for the folder itself. */
  readonly path: string;
  readonly rules: readonly IgnoreRules[];
}

async function* walk(
  { uri, path: above, rules: rulesAbove }: Directory,
  wanted: { isWanted(path: string): boolean; isExcluded(path: string): boolean },
  signal: AbortSignal,
): AsyncGenerator<string> {
  signal.throwIfAborted();
  const entries = await entriesOf(uri);
  const rules = await rulesIn(uri, above, new Set(entries.map(([name]) => name)), rulesAbove);
  for (const [name, type] of entries) {
    const path = above + name;
    if (wanted.isExcluded(path)) continue;
    if (type === vscode.FileType.Directory) {
      if (isIgnored(`${path}/`, rules)) continue;
      const below = { uri: vscode.Uri.joinPath(uri, name), path: `${path}/`, rules };
      yield* walk(below, wanted, signal);
    } else if (type === vscode.FileType.File && wanted.isWanted(path) && !isIgnored(path, rules)) {
      signal.throwIfAborted();
      yield path;
    }
  }
}

/** What is in a directory, in order; nothing if it may not be read, as ripgrep has it. */
async function entriesOf(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return [];
    throw error;
  }
}

/** The lines of a folder's files that match, with those around them, in order, without ripgrep. */
export async function* scanText(
  folder: SearchFolder,
  query: TextQuery,
  signal: AbortSignal,
): AsyncGenerator<FolderLine> {
  const test = lineTest(query);
  for await (const path of scanFiles(folder, signal)) {
    const lines = await linesOf(vscode.Uri.joinPath(folder.uri, path), path);
    signal.throwIfAborted();
    const hits = new Set(test(lines));
    const shown = new Set<number>();
    for (const hit of hits) {
      const first = Math.max(0, hit - query.before);
      const last = Math.min(lines.length - 1, hit + query.after);
      for (let index = first; index <= last; index += 1) shown.add(index);
    }
    for (const index of [...shown].sort((a, b) => a - b)) {
      yield { path, line: index + 1, text: lines[index] ?? '', isMatch: hits.has(index) };
    }
  }
}

/** A file's lines, cut to what is looked at; none for a file that is no text. */
async function linesOf(uri: vscode.Uri, path: string): Promise<string[]> {
  try {
    const { text } = await readText(uri, path, undefined);
    return text.split(/\r\n|\r|\n/).map(line => cutLine(line, LINE_LIMIT));
  } catch (error) {
    // Binary, too big, or gone since it was listed: a search passes over it, as ripgrep does.
    if (error instanceof PlumbError) return [];
    throw error;
  }
}

/** @throws PlumbError if the pattern is no regular expression */
function lineTest(query: TextQuery): (lines: readonly string[]) => number[] {
  const { pattern, isRegex, caseSensitive, wholeWord } = query;
  if (isRegex || wholeWord) {
    // Compiled by itself first: what is wrong with it is said of what the model wrote.
    if (isRegex) compile(pattern, 'u');
    const source = isRegex ? pattern : regExpLiteral(pattern);
    const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source;
    return regexTest(compile(whole, caseSensitive ? 'u' : 'iu'));
  }
  const fold = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const wanted = fold(pattern);
  return lines => lines.flatMap((line, index) => (fold(line).includes(wanted) ? [index] : []));
}

function compile(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new PlumbError(
      `The pattern is no regular expression: ${describeError(error)}. Correct it, or search for a plain text.`,
      { cause: error },
    );
  }
}
