import * as vscode from 'vscode';
import { globMatcher } from './globMatch.ts';

/** Repositories' own data; never of interest, even where a workspace's settings show it. */
const ALWAYS = '**/.git';

/** Globs, in VS Code's own dialect, of what `files.exclude` and `search.exclude` leave out of a folder. */
export function excludedGlobs(folder: vscode.Uri): readonly string[] {
  const settings = ['files', 'search'].map(
    section => vscode.workspace.getConfiguration(section, folder).get<unknown>('exclude') ?? {},
  );
  const globs = settings.flatMap(setting =>
    // A condition (`{"when": "$(basename).ts"}`) asks about siblings; such files are shown.
    Object.entries(setting).flatMap(([glob, on]) => (on === true ? [glob] : [])),
  );
  return [...new Set([ALWAYS, ...globs])];
}

/** Whether one of such globs names a path within the folder. */
export function excludedMatcher(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(glob =>
    // VS Code's globs begin at the folder; ours without a slash would match at any depth.
    globMatcher(glob.startsWith('**') ? glob : `./${glob}`),
  );
  return path => matchers.some(matches => matches(path));
}
