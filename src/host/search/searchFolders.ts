import * as vscode from 'vscode';
import { namedFolders } from '../../tools/paths.ts';
import { excludedGlobs } from './excludedGlobs.ts';
import { globMatcher } from './globMatch.ts';
import type { RipgrepFolder } from './ripgrepSearch.ts';
import { notForbidden, type ForbiddenIn } from './forbidden.ts';

/** What of one workspace folder a search looks at. */
export interface SearchFolder extends RipgrepFolder {
  readonly uri: vscode.Uri;
  /** The path as people and the model know it. */
  readonly display: (path: string) => string;
}

/** Files that are wanted: by any of the globs (none is all), by none of those that exclude. */
export interface WantedFiles {
  readonly globs: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * The folders that globs are about. In a workspace of several, a glob may begin with a folder's
 * name, as paths do; one that does not is about all of them.
 * @throws PlumbError if a glob cannot be used; what `forbiddenIn` rejects with
 */
export async function searchFolders(
  { globs, exclude }: WantedFiles,
  forbiddenIn: ForbiddenIn,
): Promise<readonly SearchFolder[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = namedFolders(folders.map(({ name, uri }) => ({ name, uri: uri.toString() }))).map(
    ({ name }) => name,
  );
  const found = await Promise.all(
    folders.map(async ({ uri }, index): Promise<SearchFolder | undefined> => {
      const mine = inFolder(globs, names, index);
      if (globs.length > 0 && mine.length === 0) return undefined;
      const prefix = folders.length > 1 ? `${names[index] ?? ''}/` : '';
      const isAllowed = notForbidden(await forbiddenIn(uri));
      const isWanted = anyOf(mine, true);
      const isUnwanted = anyOf(inFolder(exclude, names, index), false);
      return {
        uri,
        root: uri.fsPath,
        globs: mine,
        excluded: excludedGlobs(uri),
        isWanted: path => isWanted(path) && !isUnwanted(path) && isAllowed(path),
        display: path => prefix + path,
      };
    }),
  );
  return found.filter(folder => folder !== undefined);
}

/** The globs that are about a folder, within it. */
function inFolder(globs: readonly string[], names: readonly string[], index: number): string[] {
  if (names.length === 1) return [...globs];
  return globs.flatMap(glob => {
    const [first = '', ...rest] = glob.split('/');
    const named = names.indexOf(first);
    if (named < 0) return [glob];
    return named === index ? [rest.join('/') || '**'] : [];
  });
}

function anyOf(globs: readonly string[], ifNone: boolean): (path: string) => boolean {
  if (globs.length === 0) return () => ifNone;
  const matchers = globs.map(globMatcher);
  return path => matchers.some(matches => matches(path));
}
