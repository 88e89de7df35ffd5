import * as z from 'zod';
import { replaceOperation } from '../edits/operations.ts';
import { defineEditTool } from './editTool.ts';
import { pathInput, textInput } from './inputs.ts';

const MAX_LINE_NUMBER = 10_000_000;

export const applyEdit = defineEditTool({
  name: 'apply_edit',
  description:
    'Replaces one passage of one existing file. Use it for a small change; for several passages or files use apply_patch, for a new file create_file. The user sees the change as a diff and may refuse it. Read the file first: oldText must be in it exactly, without line numbers, and only once; add lines around it until it is, or give line. newText is taken literally; line endings stay as the file has them. Returns whether it was changed and saved and where it stands now, or why nothing was and what the file has there.',
  input: z.strictObject({
    path: pathInput('The file'),
    oldText: textInput('The passage as it is in the file now, white space included.').min(1),
    newText: textInput('What stands there afterwards. Empty to delete the passage.'),
    line: z
      .int()
      .min(1)
      .max(MAX_LINE_NUMBER)
      .optional()
      .describe(
        'First line of oldText, from your last read of the file. Only used when the passage stands in several places, and only if the lines still count as they did in that read.',
      ),
  }),
  title: ({ path }) => path,
  operations: ({ path, oldText, newText, line }) => [
    replaceOperation(path, oldText, newText, line),
  ],
});
