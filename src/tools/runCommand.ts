import * as l10n from '@vscode/l10n';
import { z } from 'zod';
import { cutLine, cutMiddle } from '../base/text.ts';
import { pathInput } from './inputs.ts';
import { namedFolders, resolveWorkspacePath } from './paths.ts';
import type { CommandResult } from './ports.ts';
import { defineEffectTool, ToolRefusal, type CommandProposal } from './tool.ts';

const DEFAULT_SECONDS = 120;
const MAX_SECONDS = 3_600;
const MAX_OUTPUT_CHARACTERS = 30_000;
const MAX_TITLE_CHARACTERS = 200;

export const runCommand = defineEffectTool<
  { command: string; cwd?: string | undefined; timeoutSeconds?: number | undefined },
  CommandProposal
>({
  name: 'run_command',
  description: `Runs a command in the user's shell, in a directory of the workspace, and waits until it has ended. Use it for what only a command can do: tests, builds, linters, git. The user sees the command and may refuse it. To read, search or change files take the other tools. It gets no input, so nothing that asks questions or runs for ever. Returns how it ended and what it printed, stdout and stderr together; over ${MAX_OUTPUT_CHARACTERS} characters the middle is left out.`,
  proposes: 'command',
  input: z.strictObject({
    command: z
      .string()
      .min(1)
      .max(20_000)
      .refine(command => !command.includes('\0'), 'holds a NUL character')
      .describe('The command line, exactly as it is to run.'),
    cwd: pathInput(
      'The directory to run it in. Default: the workspace folder, the first if there are several',
    ).optional(),
    timeoutSeconds: z
      .int()
      .min(1)
      .max(MAX_SECONDS)
      .optional()
      .describe(`After how many seconds it is ended. Default: ${DEFAULT_SECONDS}.`),
  }),
  title: ({ command }) => cutLine(command.replace(/\s*\n\s*/g, ' ⏎ '), MAX_TITLE_CHARACTERS),
  prepare: async ({ command, cwd: input, timeoutSeconds = DEFAULT_SECONDS }, context) => {
    const folders = namedFolders(context.paths.folders());
    const root = folders.length > 1 ? folders[0]?.name : undefined;
    const cwd = await resolveWorkspacePath(input ?? root ?? '.', context.paths);
    if ((await context.files.kind(cwd)) !== 'directory') {
      throw new ToolRefusal(`${cwd.display} is no directory, so nothing can run in it.`);
    }
    return { kind: 'command', command, cwd, timeoutMs: timeoutSeconds * 1_000 };
  },
  perform: async ({ command, cwd, timeoutMs }, { commands, signal, onOutput }) => {
    const result = await commands.run({ command, cwd, timeoutMs, onOutput }, signal);
    const output = cutMiddle(result.output, MAX_OUTPUT_CHARACTERS).text;
    return {
      content: `${ending(result, timeoutMs)}\n${output === '' ? '[It printed nothing.]' : output}`,
      summary: summary(result),
      failed: result.endedBy !== 'exit' || result.exitCode !== 0,
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
