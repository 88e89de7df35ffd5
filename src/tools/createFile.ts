import * as z from 'zod';
import { defineEditTool } from './editTool.ts';
import { pathInput, textInput } from './inputs.ts';

export const createFile = defineEditTool({
  name: 'create_file',
  description:
    'Creates a new file, and the directories that lead to it. Use it for a file that does not exist yet: it never overwrites; to change a file that exists use apply_edit or apply_patch. The user sees the text and may refuse it. Returns whether the file was created, or why not.',
  input: z.strictObject({
    path: pathInput('The new file'),
    text: textInput('The whole text of the file, as a rule with a newline at its end.'),
  }),
  title: ({ path }) => path,
  operations: ({ path, text }) => [{ kind: 'create', path, text }],
});
