import { foldedSegments } from './foldedPath.ts';
import { pathOfUri } from './paths.ts';
import type { FilesPort, WorkspacePath } from './ports.ts';

/** What git reads of a directory that it takes for a repository, by the first part below it. */
const FILES = ['head', 'config', 'config.worktree', 'commondir', 'gitdir', 'packed-refs'];
const DIRECTORIES = ['objects', 'refs', 'hooks', 'info'];

/**
 * Whether a file is, or with the others becomes, a part of a git directory that has a plain name: git
 * takes any directory with HEAD, objects and refs for a bare repository, and starts the programs
 * that its config names.
 * @param written every place that the same change takes
 */
export async function isInGitDirectory(
  path: WorkspacePath,
  written: readonly WorkspacePath[],
  files: Pick<FilesPort, 'kind'>,
): Promise<boolean> {
  const inGit = await Promise.all(
    directoriesOf(path).map(directory => isGitDirectory(directory, written, files)),
  );
  return inGit.includes(true);
}

/** URIs of the directories that would be git's, if they are. */
function directoriesOf({ uri }: WorkspacePath): readonly string[] {
  const parts = uri.split('/');
  const folded = parts.map(part => foldedSegments(pathOfUri(part)).at(0) ?? '');
  return parts.flatMap((_part, index) => {
    const known = index === parts.length - 1 ? FILES : DIRECTORIES;
    return known.includes(folded[index] ?? '') ? [parts.slice(0, index).join('/')] : [];
  });
}

async function isGitDirectory(
  directory: string,
  written: readonly WorkspacePath[],
  files: Pick<FilesPort, 'kind'>,
): Promise<boolean> {
  const base = foldedSegments(pathOfUri(directory));
  const gets = written.flatMap(({ uri }) => {
    const segments = foldedSegments(pathOfUri(uri));
    const isBelow = base.every((segment, index) => segments[index] === segment);
    return isBelow ? [segments[base.length]] : [];
  });
  const has = async (name: string): Promise<boolean> =>
    gets.includes(name.toLowerCase()) ||
    (await files.kind({ display: name, uri: `${directory}/${name}` })) !== 'missing';
  if (!(await has('HEAD'))) return false;
  return (await has('objects')) || (await has('refs')) || (await has('commondir'));
}
