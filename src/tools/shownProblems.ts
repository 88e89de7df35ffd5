import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import { SEVERITIES, type Problem, type Severity } from './problemsPort.ts';
import { byPath, sourceOf } from './shownPlaces.ts';
import type { ToolContext } from './tool.ts';

const MAX_MESSAGE = 600;

/** Problems that are at least so grave. */
export function atLeast(problems: readonly Problem[], least: Severity): Problem[] {
  return problems.filter(
    ({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least),
  );
}

/** Problems of files that may be told of, and where they come from, by display path. */
export async function tellable(
  problems: readonly Problem[],
  context: ToolContext,
): Promise<{
  readonly problems: readonly Problem[];
  readonly sources: ReadonlyMap<string, TextSource>;
}> {
  const sources = new Map<string, TextSource>();
  const seen = new Set<string>();
  for (const { file } of problems) {
    if (seen.has(file.uri)) continue;
    seen.add(file.uri);
    const source = await sourceOf(file, context);
    if (source === undefined) continue;
    sources.set(file.display, { ...source, name: `problems of ${file.display}` });
  }
  return { problems: problems.filter(({ file }) => sources.has(file.display)), sources };
}

/**
 * Problems for the model, the gravest first, grouped by file: `12:5<tab>error ts(2304)<tab>message`.
 * @param limit how many are told
 */
export function problemLines(
  problems: readonly Problem[],
  limit: number,
): { readonly lines: readonly string[]; readonly shown: readonly Problem[] } {
  const shown = problems
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        compare(a.file.display, b.file.display) ||
        a.line - b.line ||
        a.column - b.column,
    )
    .slice(0, limit);
  const groups = byPath(shown.map(problem => ({ path: problem.file.display, problem })));
  const lines = [...groups].flatMap(([path, group]) => [
    path,
    ...group.map(({ problem }) => problemLine(problem)),
  ]);
  return { lines, shown };
}

function problemLine({ line, column, severity, source, message }: Problem): string {
  const kind = source === '' ? severity : `${severity} ${source}`;
  return `${line}:${column}\t${kind}\t${cutLine(message.replace(/\s*\n\s*/g, ' ⏎ '), MAX_MESSAGE)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
