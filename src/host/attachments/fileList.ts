import type { Disposable } from '../../base/disposable.ts';
import { createPathMatcher, type PathMatcher } from '../search/fuzzyPath.ts';

/** How long after it was last asked the list is given up, in ms. */
const KEPT_MS = 120_000;

/** The files of the workspace, to be found by typing. */
export interface FileList extends Disposable {
  /** Display paths that match best, the best first. @throws what the listing throws */
  findFiles(text: string, limit: number): Promise<readonly string[]>;
  /** As `findFiles`, of the folders that hold files. */
  findFolders(text: string, limit: number): Promise<readonly string[]>;
}

export interface FileListParts {
  /** Display paths of all files that may be offered. */
  readonly list: () => Promise<readonly string[]>;
  /** Tells that files came or went, until it is disposed. */
  readonly watch: (changed: () => void) => Disposable;
  readonly later: (work: () => void, ms: number) => Disposable;
  readonly failed: (error: unknown) => void;
}

interface Listed {
  readonly files: PathMatcher;
  readonly folders: () => PathMatcher;
}

/**
 * Lists and watches from the first question on; a while after the last one nothing of it is left.
 * After a change the next question is still answered at once, by the list that there is, and makes a
 * new one: who types asks again at the next key.
 */
export function createFileList({ list, watch, later, failed }: FileListParts): FileList {
  let listed: Listed | undefined;
  let loading: Promise<Listed> | undefined;
  let isStale = false;
  let watching: Disposable | undefined;
  let releasing: Disposable | undefined;

  const release = (): void => {
    releasing?.dispose();
    watching?.dispose();
    releasing = watching = listed = undefined;
  };
  const load = (): Promise<Listed> => {
    if (loading !== undefined) return loading;
    isStale = false;
    const begun = list()
      .then(listedOf)
      .then(found => {
        // Nobody watches any more: what is kept now would never be given up.
        if (watching !== undefined) listed = found;
        return found;
      })
      .finally(() => (loading = undefined));
    loading = begun;
    return begun;
  };
  const ready = async (): Promise<Listed> => {
    watching ??= watch(() => (isStale = true));
    releasing?.dispose();
    releasing = later(release, KEPT_MS);
    if (listed === undefined) return load();
    if (isStale) load().catch(failed);
    return listed;
  };

  return {
    findFiles: async (text, limit) => (await ready()).files.find(text, limit),
    findFolders: async (text, limit) => (await ready()).folders().find(text, limit),
    dispose: release,
  };
}

function listedOf(paths: readonly string[]): Listed {
  let folders: PathMatcher | undefined;
  return {
    files: createPathMatcher(paths),
    folders: () => (folders ??= createPathMatcher(foldersOf(paths))),
  };
}

/** All folders above some files, in order. */
export function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    let end = path.lastIndexOf('/');
    while (end > 0) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
      end = folder.lastIndexOf('/');
    }
  }
  return [...folders].sort();
}
