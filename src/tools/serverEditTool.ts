import type * as z from 'zod';
import { performPrepared } from './editCall.ts';
import { defineEffectTool, type EditProposal, type Tool, type ToolContext } from './tool.ts';

/** A tool whose edits a language server works out; they land as all edits do. */
export function defineServerEditTool<Input>(spec: {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  title(input: Input): string;
  /** @throws ToolRefusal */
  readonly propose: (input: Input, context: ToolContext) => Promise<EditProposal>;
}): Tool {
  const { propose, ...rest } = spec;
  return defineEffectTool<Input, EditProposal>({
    ...rest,
    proposes: 'edit',
    prepare: propose,
    perform: (proposal, context, input) =>
      performPrepared(proposal, context, () => propose(input, context)),
  });
}
