import * as z from 'zod';
import { defineEditTool } from './editTool.ts';
import { pathInput } from './inputs.ts';

export const deleteFile = defineEditTool({
  name: 'delete_file',
  description:
    'Deletes one text file. Use it for a file that is needed no longer, when nothing else changes with it; to delete files together with other changes use apply_patch, to move or rename one use move_file. It deletes no directories and no binary files. The file goes to the trash where there is one, and the user sees its text and may refuse. Look first for what still refers to the file. Returns whether it was deleted, or why not.',
  input: z.strictObject({ path: pathInput('The file') }),
  title: ({ path }) => path,
  operations: ({ path }) => [{ kind: 'delete', path }],
});
