import * as z from 'zod';
import { readingResult } from './commandResult.ts';
import { handleInput } from './inputs.ts';
import { defineReadTool } from './tool.ts';

/** Nothing is asked: it only ends what a person allowed to run. */
export const endCommand = defineReadTool<{ handle: string }>({
  name: 'end_command',
  description:
    'Ends a command in the background (run_command with background: true) with everything that it started. Use it when the command is no longer needed, or before you run it anew. Returns how it ended and what it printed since it was last read.',
  input: z.strictObject({ handle: handleInput }),
  title: ({ handle }) => handle,
  run: async ({ handle }, { commands }) => readingResult(await commands.end(handle)),
});
