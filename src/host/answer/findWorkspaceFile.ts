import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { resolveWorkspacePath } from '../../tools/paths.ts';
import type { FilesPort, PathPort, SearchPort, WorkspacePath } from '../../tools/ports.ts';
import { ToolRefusal } from '../../tools/tool.ts';

/** Longer names are no paths that anybody wrote by hand. */
const MAX_PATH = 300;

/** Files of one name that are told. */
const MOST_FOUND = 20;

/** What is found of all names together. */
const MOST_IN_ALL = 2_000;

export interface FindParts {
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly search: SearchPort;
}

/**
 * The files that a path of an answer can mean: the one at this very place, else those whose path
 * ends like it (`chatView.ts` for `src/host/chatView.ts`). Windows' way of writing is taken too.
 */
export async function findWorkspaceFiles(
  written: string,
  parts: FindParts,
): Promise<readonly WorkspacePath[]> {
  const [found = []] = await findEach([written], parts);
  return found;
}

/**
 * As `findWorkspaceFiles`, for each of several paths, with one search for all: where nobody searches
 * a file system for us, each search walks all of it.
 */
export async function findEach(
  written: readonly string[],
  parts: FindParts,
): Promise<readonly (readonly WorkspacePath[])[]> {
  const exact = await Promise.all(written.map(path => fileAtPlace(path, parts)));
  const looked = written.map((path, at) => (exact[at] === undefined ? endOf(path) : undefined));
  const globs = looked.flatMap(end => (end === undefined ? [] : [globOf(end)]));
  const { signal } = new AbortController();
  // `workspace.findFiles` would wait for ever in a workspace that nobody searches for VS Code.
  const { paths } =
    globs.length === 0
      ? { paths: [] }
      : await parts.search.findFiles({ globs, exclude: [], limit: MOST_IN_ALL }, signal);
  return Promise.all(
    looked.map(async (end, at) => {
      const there = exact[at];
      if (there !== undefined) return [there];
      const ending = end === undefined ? [] : paths.filter(path => `/${path}`.endsWith(`/${end}`));
      const files = await Promise.all(ending.slice(0, MOST_FOUND).map(path => fileAt(path, parts)));
      return files.filter(file => file !== undefined);
    }),
  );
}

/** The file at the very place that a path names. */
export async function fileAtPlace(
  written: string,
  parts: Omit<FindParts, 'search'>,
): Promise<WorkspacePath | undefined> {
  const path = asWorkspacePath(written);
  return path === '' || path.length > MAX_PATH ? undefined : fileAt(path, parts);
}

/** What the path of a file has to end in; undefined for what begins at a place. */
function endOf(written: string): string | undefined {
  const path = asWorkspacePath(written).replace(/^\.\//, '');
  const isEnd = path !== '' && path.length <= MAX_PATH && !/^(?:\/|\.\.)/.test(path);
  return isEnd ? path : undefined;
}

/** Whatever a glob would take for its own may be any character: the end is compared afterwards. */
function globOf(end: string): string {
  return `**/${end.replace(/[[\]{}*?]/g, '?')}`;
}

function isMultiRoot(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length > 1;
}

/** `C:\work\src\a.ts` and `src\a.ts` as paths with `/`, relative where they lie in the workspace. */
function asWorkspacePath(written: string): string {
  const trimmed = written.trim();
  if (/^[a-z]:[\\/]/i.test(trimmed)) {
    const relative = vscode.workspace.asRelativePath(vscode.Uri.file(trimmed), isMultiRoot());
    return /^[a-z]:/i.test(relative) ? '' : relative;
  }
  return trimmed.replaceAll('\\', '/');
}

async function fileAt(
  path: string,
  { paths, files }: Omit<FindParts, 'search'>,
): Promise<WorkspacePath | undefined> {
  try {
    const found = await resolveWorkspacePath(path, paths);
    return (await files.kind(found)) === 'file' ? found : undefined;
  } catch (error) {
    // Outside, forbidden, or no path at all: no file that can be named to a person as one of theirs.
    if (error instanceof ToolRefusal || error instanceof PlumbError) return undefined;
    throw error;
  }
}
