import * as vscode from 'vscode';
import { namedFolders } from '../../tools/paths.ts';
import { globMatcher } from './globMatch.ts';

/** What of one workspace folder a search looks at. */
export interface SearchFolder {
  readonly uri: vscode.Uri;
  /** Globs, in VS Code's own dialect, of what the user's settings leave out. */
  readonly excluded: readonly string[];
  /** Whether a path within the folder is asked for. */
  readonly isWanted: (path: string) => boolean;
  /** The path as people and the model know it. */
  readonly display: (path: string) => string;
}

/**
 * The folders that a glob is about. In a workspace of several, a glob may begin with a folder's
 * name, as paths do; one that does not is about all of them.
 * @throws PlumbError if the glob cannot be used
 */
export function searchFolders(glob: string | undefined): readonly SearchFolder[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = namedFolders(folders.map(({ name, uri }) => ({ name, uri: uri.toString() })));
  const [first = '', ...rest] = (glob ?? '').split('/');
  const named = folders.length > 1 ? names.findIndex(({ name }) => name === first) : -1;
  const inner = named < 0 ? glob : rest.join('/') || undefined;
  const isWanted = inner === undefined ? (): boolean => true : globMatcher(inner);
  return folders.flatMap(({ uri }, index) => {
    if (named >= 0 && index !== named) return [];
    const prefix = folders.length > 1 ? `${names[index]?.name ?? ''}/` : '';
    return [{ uri, excluded: excluded(uri), isWanted, display: path => prefix + path }];
  });
}

/** Never of interest, even where a workspace's settings show it. */
const ALWAYS = '**/.git';

function excluded(folder: vscode.Uri): string[] {
  const settings = ['files', 'search'].map(
    section => vscode.workspace.getConfiguration(section, folder).get<unknown>('exclude') ?? {},
  );
  const globs = settings.flatMap(setting =>
    // A condition (`{"when": "$(basename).ts"}`) asks about siblings; such files are shown.
    Object.entries(setting).flatMap(([glob, on]) => (on === true ? [glob] : [])),
  );
  return [...new Set([ALWAYS, ...globs])];
}
