import type { TextSource } from '../base/textSource.ts';
import type { WorkspacePath } from './ports.ts';
import type { Problem } from './problemsPort.ts';
import { atLeast, problemLines, tellable } from './shownProblems.ts';
import type { ToolContext } from './tool.ts';

const MAX_NEW = 20;

/** What a change did to the problems that are known. */
export interface ProblemChange {
  readonly added: readonly Problem[];
  readonly gone: readonly Problem[];
}

/** For the model: no lines if nothing changed. */
export interface ProblemNews {
  readonly lines: readonly string[];
  readonly sources: readonly TextSource[];
}

/**
 * Compares problems by file, message and source, and not by line: a change moves lines. Of several
 * alike, as many are new as there are more of them.
 */
export function compareProblems(
  before: readonly Problem[],
  after: readonly Problem[],
): ProblemChange {
  return { added: without(after, before), gone: without(before, after) };
}

/**
 * Runs something that may change files, and tells what is broken in the workspace that was not
 * before. Only files that an editor shows are waited for: servers tell nothing of others, and to open
 * them would put tabs into the user's way at every edit; `get_diagnostics` does so when it is asked.
 * @param paths what is to be changed; undefined where nobody knows
 * @param work its result stands, also if Stop ends the looking afterwards
 */
export async function withProblemNews<T>(
  context: ToolContext,
  paths: readonly WorkspacePath[] | undefined,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly news: ProblemNews }> {
  const { problems, signal } = context;
  const before = await problems.lookAtShown(paths, signal);
  problems.noteBeforeEdit(before);
  const result = await work();
  try {
    const after = await problems.lookAtShown(paths, signal);
    const change = compareProblems(atLeast(before, 'warning'), atLeast(after, 'warning'));
    return { result, news: await describeChange(change, context) };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { result, news: { lines: [], sources: [] } };
  }
}

export async function describeChange(
  { added, gone }: ProblemChange,
  context: ToolContext,
  limit = MAX_NEW,
): Promise<ProblemNews> {
  const { problems, sources } = await tellable(added, context);
  const { lines, shown } = problemLines(problems, limit);
  const told = new Set(shown.map(({ file }) => file.display));
  return {
    lines: [
      ...(lines.length === 0 ? [] : ['New problems since this change:', ...lines]),
      ...(problems.length > shown.length
        ? [`[${problems.length - shown.length} more new problems: see get_diagnostics.]`]
        : []),
      ...(gone.length === 0 ? [] : [`These problems are gone: ${gone.length}`]),
    ],
    sources: [...sources].flatMap(([path, source]) => (told.has(path) ? [source] : [])),
  };
}

/** Those that are files now. */
export async function existing(
  paths: readonly WorkspacePath[],
  { files }: ToolContext,
): Promise<WorkspacePath[]> {
  const kinds = await Promise.all(paths.map(path => files.kind(path)));
  return paths.filter((_path, index) => kinds[index] === 'file');
}

/** The problems of `all` less those of `others`, each of which takes one away. */
function without(all: readonly Problem[], others: readonly Problem[]): Problem[] {
  const left = new Map<string, number>();
  for (const problem of others) left.set(keyOf(problem), (left.get(keyOf(problem)) ?? 0) + 1);
  return all.filter(problem => {
    const count = left.get(keyOf(problem)) ?? 0;
    if (count > 0) left.set(keyOf(problem), count - 1);
    return count === 0;
  });
}

function keyOf({ file, message, source }: Problem): string {
  return JSON.stringify([file.uri, message, source]);
}
