import type * as z from 'zod';
import type { FileOperation } from '../edits/operations.ts';
import { performEdit, prepareEdit } from './editCall.ts';
import { defineEffectTool, type EditProposal, type Tool } from './tool.ts';

interface EditToolSpec<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  title(input: Input): string;
  /** What a call is to do to files. @throws PatchSyntaxError */
  readonly operations: (input: Input) => readonly FileOperation[];
}

/** A tool that changes files: however the model writes an edit, it goes this one way. */
export function defineEditTool<Input>({ operations, ...spec }: EditToolSpec<Input>): Tool {
  return defineEffectTool<Input, EditProposal>({
    ...spec,
    proposes: 'edit',
    prepare: (input, context) => prepareEdit(() => operations(input), context),
    perform: (proposal, context, input) => performEdit(proposal, context, () => operations(input)),
  });
}
