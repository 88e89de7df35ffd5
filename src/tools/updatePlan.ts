import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { defineReadTool } from './tool.ts';

const MAX_STEPS = 30;
const MAX_TEXT = 300;

const Input = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        text: z
          .string()
          .min(1)
          .max(MAX_TEXT)
          .describe('What is done in this step, in a few words.'),
        state: z.enum(['open', 'inProgress', 'done']),
      }),
    )
    .min(1)
    .max(MAX_STEPS)
    .refine(steps => steps.filter(({ state }) => state === 'inProgress').length <= 1, {
      error: 'at most one step is inProgress',
    })
    .describe(
      `All steps of the plan in order, also those that are done: at most ${MAX_STEPS}, at most one inProgress.`,
    ),
});

export const updatePlan = defineReadTool({
  name: 'update_plan',
  description: `Shows the user your plan as a checklist, in place of the one that you showed before in this turn. Use it for work of three steps or more: once at its beginning, and again with the calls of a step whenever one is done. Do not use it for a question or a small change, and do not repeat the plan in your text. It changes nothing else. Returns how many steps are done.`,
  input: Input,
  title: ({ steps }) => l10n.t('{0} of {1} done', countDone(steps), steps.length),
  run: ({ steps }) =>
    Promise.resolve({
      content: `Plan noted: ${countDone(steps)} of ${steps.length} done.`,
      summary: l10n.t('{0} of {1} done', countDone(steps), steps.length),
      failed: false,
    }),
});

function countDone(steps: z.infer<typeof Input>['steps']): number {
  return steps.filter(({ state }) => state === 'done').length;
}
