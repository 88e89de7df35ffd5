import * as z from 'zod';
import { defineServerEditTool } from './serverEditTool.ts';
import { proposeServerEdits } from './serverEdits.ts';
import {
  findPosition,
  positionInput,
  positionTitle,
  type PositionInput,
} from './symbolPosition.ts';
import { ToolRefusal } from './tool.ts';

const MAX_NAME = 500;

type Input = PositionInput & { readonly newName: string };

export const renameSymbol = defineServerEditTool<Input>({
  name: 'rename_symbol',
  description:
    'Renames the identifier at a place everywhere it is used, in all files at once, as the language server knows it. Use it instead of editing each place: other things of the same name stay as they are. Name the place of its definition: at a use of something imported some servers rename it in that file alone. It does not rename files or words in comments and texts. The user sees all changes as one diff and may refuse it. Returns which files were changed and where, or why nothing was.',
  input: z.strictObject({
    ...positionInput,
    newName: z
      .string()
      .min(1)
      .max(MAX_NAME)
      .refine(name => !/[\p{Cc}\s]/u.test(name), 'a name holds no white space')
      .describe('The new name.'),
  }),
  title: input => `${positionTitle(input)} → ${input.newName}`,
  propose: async ({ newName, ...wanted }, context) => {
    const found = await findPosition(wanted, context);
    if ('refusal' in found) throw new ToolRefusal(`${found.refusal} Nothing was changed.`);
    if (found.isAmbiguous) {
      throw new ToolRefusal(
        `${wanted.symbol} is on line ${found.at.line} several times, and these may be different things. Say which by occurrence. Nothing was changed.`,
      );
    }
    const files = await context.languages.renameEdits(found.at, newName, context.signal);
    return proposeServerEdits(files, context, found.note === '' ? [] : [found.note]);
  },
});
