import { z } from 'zod';
import { performEdit, prepareEdit } from './editCall.ts';
import { pathInput, textInput } from './inputs.ts';
import { defineEffectTool, type EditProposal } from './tool.ts';

export const createFile = defineEffectTool<{ path: string; text: string }, EditProposal>({
  name: 'create_file',
  description:
    'Creates a new file, and the directories that lead to it. Use it for a file that does not exist yet: it never overwrites; to change a file that exists use apply_edit or apply_patch. The user sees the text and may refuse it. Returns whether the file was created, or why not.',
  proposes: 'edit',
  input: z.strictObject({
    path: pathInput('The new file'),
    text: textInput('The whole text of the file, as a rule with a newline at its end.'),
  }),
  title: ({ path }) => path,
  prepare: ({ path, text }, context) =>
    prepareEdit(() => [{ kind: 'create', path, text }], context),
  perform: performEdit,
});
