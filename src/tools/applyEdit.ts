import { z } from 'zod';
import { replaceOperation } from '../edits/operations.ts';
import { performEdit, prepareEdit } from './editCall.ts';
import { pathInput, textInput } from './inputs.ts';
import { defineEffectTool, type EditProposal } from './tool.ts';

export const applyEdit = defineEffectTool<
  { path: string; oldText: string; newText: string },
  EditProposal
>({
  name: 'apply_edit',
  description:
    'Replaces one passage of one existing file. Use it for a small change; for several passages or files use apply_patch, for a new file create_file. The user sees the change as a diff and may refuse it. Read the file first: oldText must be in it exactly, without line numbers, and only once; add lines around it until it is. newText is taken literally; line endings stay as the file has them. Returns whether it was changed and saved, or why nothing was and what the file has there.',
  proposes: 'edit',
  input: z.strictObject({
    path: pathInput('The file'),
    oldText: textInput('The passage as it is in the file now, white space included.').min(1),
    newText: textInput('What stands there afterwards. Empty to delete the passage.'),
  }),
  title: ({ path }) => path,
  prepare: ({ path, oldText, newText }, context) =>
    prepareEdit(() => [replaceOperation(path, oldText, newText)], context),
  perform: performEdit,
});
