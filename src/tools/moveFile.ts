import * as z from 'zod';
import { defineEditTool } from './editTool.ts';
import { pathInput } from './inputs.ts';

export const moveFile = defineEditTool({
  name: 'move_file',
  description:
    'Moves or renames one text file and leaves its text as it is, and creates the directories that lead to its new place. Use it rather than making a new file and deleting the old one; to change the text as well use apply_patch with "*** Move to:". It never overwrites, and moves no directories and no binary files. References to the file, such as imports, are not changed: look for them and change them yourself. The user is asked and may refuse. Returns whether the file was moved, or why not.',
  input: z.strictObject({
    from: pathInput('The file as it is called now'),
    to: pathInput('Its new path, with the name of the file at its end'),
  }),
  title: ({ from, to }) => `${from} → ${to}`,
  operations: ({ from, to }) => [{ kind: 'update', path: from, moveTo: to, hunks: [] }],
});
