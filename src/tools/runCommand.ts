import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import {
  inOneLine,
  MAX_OUTPUT_CHARACTERS,
  outputSources,
  readingResult,
  shownOutput,
} from './commandResult.ts';
import { withProblemNews } from './problemsAfter.ts';
import { pathInput } from './inputs.ts';
import { namedFolders, resolveWorkspacePath } from './paths.ts';
import type { CommandResult } from './ports.ts';
import { defineEffectTool, ToolRefusal, type CommandProposal } from './tool.ts';

const DEFAULT_SECONDS = 120;
const MAX_SECONDS = 3_600;
/** A server that somebody works with for a day is not ended by its limit. */
const BACKGROUND_SECONDS = 43_200;
const MAX_TITLE_CHARACTERS = 200;

export const runCommand = defineEffectTool<
  {
    command: string;
    cwd?: string | undefined;
    timeoutSeconds?: number | undefined;
    background?: boolean | undefined;
  },
  CommandProposal
>({
  name: 'run_command',
  description: `Runs a command in the user's shell, in a directory of the workspace, and waits until it has ended. Use it for what only a command can do: tests, builds, linters, git. The user sees the command and may refuse it. To read, search or change files take the other tools. It gets no input, so nothing that asks questions. What runs on by itself (a server, a watcher) or takes long while you do other things is run with background: true, which returns at once with a handle for read_command_output and end_command; do not use & for that, since what is left running is ended with the command. Returns how it ended and what it printed, stdout and stderr together; over ${MAX_OUTPUT_CHARACTERS} characters the middle is left out.`,
  proposes: 'command',
  input: z.strictObject({
    command: z
      .string()
      .min(1)
      .max(20_000)
      .refine(command => !command.includes('\0'), 'holds a NUL character')
      .refine(command => !/\p{Cs}/u.test(command), 'holds half of a character (a lone surrogate)')
      .describe('The command line, exactly as it is to run.'),
    cwd: pathInput(
      'The directory to run it in. Default: the workspace folder, the first if there are several',
    ).optional(),
    timeoutSeconds: z
      .int()
      .min(1)
      .max(BACKGROUND_SECONDS)
      .optional()
      .describe(
        `After how many seconds it is ended. Default: ${DEFAULT_SECONDS}, at most ${MAX_SECONDS}; in the background ${BACKGROUND_SECONDS}, which is also the most.`,
      ),
    background: z.boolean().optional().describe('Do not wait for its end. Default: false.'),
  }),
  title: ({ command }) => cutLine(inOneLine(command), MAX_TITLE_CHARACTERS),
  prepare: async ({ command, cwd: input, timeoutSeconds, background = false }, context) => {
    const folders = namedFolders(context.paths.folders());
    const root = folders.length > 1 ? folders[0]?.name : undefined;
    const cwd = await resolveWorkspacePath(input ?? root ?? '.', context.paths);
    if ((await context.files.kind(cwd)) !== 'directory') {
      throw new ToolRefusal(`${cwd.display} is no directory, so nothing can run in it.`);
    }
    if (background) {
      const timeoutMs = (timeoutSeconds ?? BACKGROUND_SECONDS) * 1_000;
      return { kind: 'command', command, cwd, timeoutMs, background };
    }
    const seconds = timeoutSeconds ?? DEFAULT_SECONDS;
    if (seconds > MAX_SECONDS) {
      throw new ToolRefusal(
        `${seconds} s is too long to wait: the limit is ${MAX_SECONDS} s. Run it with background: true.`,
      );
    }
    return { kind: 'command', command, cwd, timeoutMs: seconds * 1_000 };
  },
  perform: async ({ command, cwd, timeoutMs, background }, context) => {
    const { commands, signal, onOutput } = context;
    const what = { command, cwd, timeoutMs, onOutput };
    if (background === true) return readingResult(await commands.start(what, signal));
    const { result, news } = await withProblemNews(context, undefined, () =>
      commands.run(what, signal),
    );
    return {
      content: [ending(result, timeoutMs), shownOutput(result.output), ...news.lines].join('\n'),
      summary: summary(result),
      failed: result.endedBy !== 'exit' || result.exitCode !== 0,
      sources: [...outputSources(command, result.output), ...news.sources],
    };
  },
});

function ending({ endedBy, exitCode, durationMs }: CommandResult, timeoutMs: number): string {
  const seconds = (durationMs / 1_000).toFixed(1);
  if (endedBy === 'stop') return `The user stopped it after ${seconds} s. Output until then:`;
  if (endedBy === 'timeout') {
    return `It was ended after ${timeoutMs / 1_000} s, the time limit; give a longer timeoutSeconds if it needs one. Output until then:`;
  }
  return exitCode === undefined
    ? `A signal ended it after ${seconds} s. Output:`
    : `Exit code ${exitCode} after ${seconds} s. Output:`;
}

function summary({ endedBy, exitCode }: CommandResult): string {
  if (endedBy === 'stop') return l10n.t('stopped');
  if (endedBy === 'timeout') return l10n.t('time limit reached');
  return exitCode === undefined ? l10n.t('ended by a signal') : l10n.t('exit code {0}', exitCode);
}
