import * as z from 'zod';
import { actionLines, actionLinesInput, type ActionLinesInput } from './actionLines.ts';
import { defineServerEditTool } from './serverEditTool.ts';
import { proposeServerEdits } from './serverEdits.ts';

const MAX_TITLE = 2_000;

type Input = ActionLinesInput & { readonly action: string };

export const applyCodeAction = defineServerEditTool<Input>({
  name: 'apply_code_action',
  description:
    'Carries out one action that code_actions listed for the same lines of the same file: a quick fix, a refactoring, organizing imports. Use it after code_actions, instead of writing the fix yourself. Only edits of text are made: an action that runs a command, or creates, moves or deletes files, is refused. The user sees the change as a diff and may refuse it. Returns which files were changed and where, or why nothing was.',
  input: z.strictObject({
    ...actionLinesInput,
    action: z
      .string()
      .min(1)
      .max(MAX_TITLE)
      .describe('The title, exactly as code_actions gave it.'),
  }),
  title: ({ path, action }) => `${action} (${path})`,
  propose: async ({ action, ...input }, context) => {
    const { path, lines } = await actionLines(input, context);
    const { languages, signal } = context;
    const { files, command } = await languages.actionEdits(path, lines, action, signal);
    return proposeServerEdits(
      files,
      context,
      command === ''
        ? []
        : [`The server also wanted to run its command ${command} afterwards; it was not run.`],
    );
  },
});
