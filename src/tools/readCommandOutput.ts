import * as z from 'zod';
import { MAX_OUTPUT_CHARACTERS, readingResult } from './commandResult.ts';
import { handleInput } from './inputs.ts';
import { defineReadTool } from './tool.ts';

const DEFAULT_SECONDS = 30;
const MAX_SECONDS = 600;

export const readCommandOutput = defineReadTool<{
  handle: string;
  waitFor?: 'nothing' | 'output' | 'exit' | undefined;
  text?: string | undefined;
  timeoutSeconds?: number | undefined;
}>({
  name: 'read_command_output',
  description: `Reads what a command in the background (run_command with background: true) printed since it was last read. Use it to follow such a command. It waits by itself, so call it once with what you wait for instead of again and again: for any new output (the default), until it has ended, or until it prints a text such as "Listening on". Returns whether it still runs, its exit code once it ended, and the new output, stdout and stderr together; over ${MAX_OUTPUT_CHARACTERS} characters the middle is left out.`,
  input: z.strictObject({
    handle: handleInput,
    waitFor: z
      .enum(['nothing', 'output', 'exit'])
      .optional()
      .describe('What to wait for. Default: output that was not read yet.'),
    text: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('Wait until it prints exactly this text; waitFor is not looked at then.'),
    timeoutSeconds: z
      .int()
      .min(1)
      .max(MAX_SECONDS)
      .optional()
      .describe(
        `How long to wait at most; the command runs on. Its end always ends the wait. Default: ${DEFAULT_SECONDS}.`,
      ),
  }),
  title: ({ handle }) => handle,
  run: async (
    { handle, waitFor = 'output', text, timeoutSeconds = DEFAULT_SECONDS },
    { commands, signal },
  ) => {
    const patterned = text === undefined ? undefined : { text };
    const goal = patterned ?? (waitFor === 'exit' ? 'exit' : 'output');
    const timeoutMs = waitFor === 'nothing' && text === undefined ? 0 : timeoutSeconds * 1_000;
    return readingResult(await commands.read(handle, { goal, timeoutMs }, signal));
  },
});
