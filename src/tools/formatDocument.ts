import * as z from 'zod';
import { requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import { resolveWorkspacePath } from './paths.ts';
import { defineServerEditTool } from './serverEditTool.ts';
import { proposeServerEdits } from './serverEdits.ts';
import { ToolRefusal } from './tool.ts';

export const formatDocument = defineServerEditTool({
  name: 'format_document',
  description:
    "Formats one file with the editor's formatter and the user's settings. Use it after edits of yours that left white space uneven, where the project formats its files; not on files that you did not change, and not for a formatter of the project's own that is run by a command. The user sees the change as a diff and may refuse it. Returns what was changed, or that nothing was.",
  input: z.strictObject({ path: pathInput('The file') }),
  title: ({ path }) => path,
  propose: async ({ path: input }, context) => {
    const path = await resolveWorkspacePath(input, context.paths);
    await requireGranted(path, context);
    const file = await context.languages.formatEdits(path, context.signal);
    if (file === undefined || file.edits.length === 0) {
      throw new ToolRefusal(
        `${path.display} was not changed: it is formatted already, or the editor has no formatter for it.`,
      );
    }
    return proposeServerEdits([file], context);
  },
});
