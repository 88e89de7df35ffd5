import { createContext, Script } from 'node:vm';
import * as vscode from 'vscode';
import { PlumbError, describeError } from '../base/errors.ts';
import { cutLine } from '../base/text.ts';
import { readText } from './fileBytes.ts';
import { readIgnoreRules } from './ignoreRules.ts';
import type { FolderMatch, TextQuery } from './ripgrepSearch.ts';
import type { SearchFolder } from './searchFolders.ts';

const MOST_FILES = 20_000;
/** UTF-16 code units of a line that are looked at. */
const LINE_LIMIT = 2_000;
/** How long a regular expression may work on one file, in ms: some never come to an end. */
const REGEX_MS = 1_000;

/** The paths of a folder's files that are wanted, in order, without ripgrep. */
export async function* scanFiles(
  folder: SearchFolder,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const paths = await allPaths(folder, signal);
  const isIgnored = await readIgnoreRules(folder.uri, paths);
  for (const path of paths) {
    if (!folder.isWanted(path) || isIgnored(path)) continue;
    signal.throwIfAborted();
    yield path;
  }
}

/** The lines of a folder's files that match, in order, without ripgrep. */
export async function* scanText(
  folder: SearchFolder,
  query: TextQuery,
  signal: AbortSignal,
): AsyncGenerator<FolderMatch> {
  const test = lineTest(query);
  for await (const path of scanFiles(folder, signal)) {
    const lines = await linesOf(vscode.Uri.joinPath(folder.uri, path), path);
    signal.throwIfAborted();
    for (const index of test(lines)) {
      yield { path, line: index + 1, text: lines[index] ?? '' };
    }
  }
}

async function allPaths(folder: SearchFolder, signal: AbortSignal): Promise<string[]> {
  const cancel = new vscode.CancellationTokenSource();
  const onAbort = (): void => {
    cancel.cancel();
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const found = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder.uri, '**/*'),
      new vscode.RelativePattern(folder.uri, `{${folder.excluded.join(',')}}`),
      MOST_FILES,
      cancel.token,
    );
    signal.throwIfAborted();
    const prefix = folder.uri.path.replace(/\/?$/, '/');
    return found.map(({ path }) => path.slice(prefix.length)).sort();
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancel.dispose();
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
  const { pattern, isRegex, caseSensitive } = query;
  if (isRegex) return regexTest(pattern, caseSensitive ? 'u' : 'iu');
  const fold = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const wanted = fold(pattern);
  return lines => lines.flatMap((line, index) => (fold(line).includes(wanted) ? [index] : []));
}

function regexTest(pattern: string, flags: string): (lines: readonly string[]) => number[] {
  const regex = compile(pattern, flags);
  // Only a script can be told to end after a time; JavaScript's regular expressions cannot.
  const script = new Script(
    'for (const [index, line] of lines.entries()) if (regex.test(line)) hits.push(index);',
  );
  return lines => {
    const hits: number[] = [];
    try {
      script.runInContext(createContext({ lines, regex, hits }), { timeout: REGEX_MS });
      return hits;
    } catch (error) {
      throw new PlumbError(
        `The search took too long: the regular expression ${JSON.stringify(pattern)} backtracks without end. Give a simpler one, or a plain text.`,
        { cause: error },
      );
    }
  };
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
