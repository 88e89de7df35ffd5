import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { pathInput } from './inputs.ts';
import { requireGranted } from './guard.ts';
import { resolveWorkspacePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import { compareProblems, existing } from './problemsAfter.ts';
import { SEVERITIES, type Problem, type Severity } from './problemsPort.ts';
import { atLeast, problemLines, tellable } from './shownProblems.ts';
import { guardedOf } from './symbolPosition.ts';
import { defineReadTool, ToolRefusal, type ToolContext } from './tool.ts';

const MAX_PATHS = 50;
const MAX_PROBLEMS = 200;
const DEFAULT_PROBLEMS = 50;

interface Input {
  readonly paths?: readonly string[] | undefined;
  readonly severity?: Severity | undefined;
  readonly since?: 'last edit' | undefined;
  readonly limit?: number | undefined;
}

export const getDiagnostics = defineReadTool<Input>({
  name: 'get_diagnostics',
  description: `Tells the problems that the editor's language servers and linters know: errors of compiling, of types, of style. Use it to check files after editing them, or to find what is broken, without running a build. Files that you name are opened and waited for; without paths it tells the whole Problems view, which for most languages knows only of files that are open, so name files to be sure of them. Not for failing tests: run them. Returns the gravest first, a heading per file, then line:column, a tab, severity and source, a tab, the message; at most ${MAX_PROBLEMS}.`,
  input: z.strictObject({
    paths: z
      .array(pathInput('A file'))
      .min(1)
      .max(MAX_PATHS)
      .optional()
      .describe('The files. Default: the whole workspace.'),
    severity: z.enum(SEVERITIES).optional().describe('The least that is told. Default: warning.'),
    since: z
      .literal('last edit')
      .optional()
      .describe('Tells only what is new since the last edit, and how many problems are gone.'),
    limit: z
      .int()
      .min(1)
      .max(MAX_PROBLEMS)
      .optional()
      .describe(`How many are told. Default: ${DEFAULT_PROBLEMS}.`),
  }),
  title: ({ paths }) => paths?.join(', ') ?? l10n.t('whole workspace'),
  guarded: async ({ paths = [] }, context) => guardedOf(await resolved(paths, context), context),
  run: async ({ paths: input, severity = 'warning', since, limit = DEFAULT_PROBLEMS }, context) => {
    const paths = input === undefined ? undefined : await resolved(input, context);
    await requireFiles(paths ?? [], context);
    const before = since === undefined ? undefined : beforeLastEdit(context);
    // What was broken before shows only in files that are looked at again.
    const looked = paths ?? (await existing(filesOf(before ?? []), context));
    const { problems: all, hasServers } = await context.problems.look(looked, context.signal);
    const ofPaths = (problems: readonly Problem[]): readonly Problem[] =>
      atLeast(problems, severity).filter(
        ({ file }) => paths?.some(({ uri }) => uri === file.uri) !== false,
      );
    const now = ofPaths(all);
    const change = before === undefined ? undefined : compareProblems(ofPaths(before), now);
    const gone = change?.gone.length ?? 0;
    const { problems, sources } = await tellable(change?.added ?? now, context);
    const { lines, shown } = problemLines(problems, limit);
    return {
      content: [
        ...(lines.length === 0
          ? [`No ${since === undefined ? '' : 'new '}problem ${levelWords(severity)} is known.`]
          : lines),
        ...(problems.length > shown.length
          ? [`[${problems.length - shown.length} more were left out. Raise limit, or name files.]`]
          : []),
        ...(gone > 0 ? [`These problems are gone since the last edit: ${gone}`] : []),
        ...(hasServers
          ? []
          : [
              'For some of these files no language server answered, so what they hold is not checked. Run the compiler or linter of the project to be sure.',
            ]),
      ].join('\n'),
      summary: l10n.t('{0} problems', problems.length),
      failed: false,
      sources: shown.flatMap(({ file }, index) => {
        const source = sources.get(file.display);
        const isFirst = shown.findIndex(other => other.file.uri === file.uri) === index;
        return source === undefined || !isFirst ? [] : [source];
      }),
    };
  },
});

async function resolved(paths: readonly string[], context: ToolContext): Promise<WorkspacePath[]> {
  return Promise.all(paths.map(path => resolveWorkspacePath(path, context.paths)));
}

/** @throws ToolRefusal if one is no file or is not to be told of */
async function requireFiles(paths: readonly WorkspacePath[], context: ToolContext): Promise<void> {
  for (const path of paths) {
    await requireGranted(path, context);
    if ((await context.files.kind(path)) === 'file') continue;
    throw new ToolRefusal(`${path.display} is no file. Look for it with find_files.`);
  }
}

/** @throws ToolRefusal if there was no edit */
function beforeLastEdit({ problems }: ToolContext): readonly Problem[] {
  const before = problems.beforeLastEdit();
  if (before !== undefined) return before;
  throw new ToolRefusal(
    'Nothing was edited in this window yet, so there is nothing to compare with. Call it without since.',
  );
}

function filesOf(problems: readonly Problem[]): WorkspacePath[] {
  const files = new Map(problems.map(({ file }) => [file.uri, file]));
  return [...files.values()].slice(0, MAX_PATHS);
}

function levelWords(severity: Severity): string {
  return severity === 'error' ? '(error)' : `(${severity} or graver)`;
}
