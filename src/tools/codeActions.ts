import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import { actionLines, actionLinesInput, type ActionLinesInput } from './actionLines.ts';
import { requireGranted } from './guard.ts';
import { NOTHING_KNOWN } from './placesTool.ts';
import { guardedAt } from './symbolPosition.ts';
import { defineReadTool } from './tool.ts';

const MAX_ACTIONS = 60;
const MAX_TITLE = 300;

export const codeActions = defineReadTool<ActionLinesInput>({
  name: 'code_actions',
  description: `Lists what the language server offers to do on lines of a file: quick fixes of problems there (add an import, implement an interface), refactorings, and actions on the whole file such as organizing imports. Use it when get_diagnostics shows a problem that a server can fix by itself; carry one out with apply_code_action. Returns a line per action: its kind, a tab, its title, which is the name that apply_code_action takes; at most ${MAX_ACTIONS}.`,
  input: z.strictObject(actionLinesInput),
  title: ({ path, startLine }) => (startLine === undefined ? path : `${path}:${startLine}`),
  guarded: ({ path }, context) => guardedAt(path, context),
  run: async (input, context) => {
    const { path, lines } = await actionLines(input, context);
    const all = await context.languages.actions(path, lines, context.signal);
    const { origin } = await requireGranted(path, context);
    const shown = all.slice(0, MAX_ACTIONS).map(({ kind, title, disabled }) => {
      const why = disabled === '' ? '' : ` (not possible: ${cutLine(disabled, MAX_TITLE)})`;
      return `${kind === '' ? 'other' : kind}\t${cutLine(title, MAX_TITLE)}${why}`;
    });
    return {
      content: [
        ...(all.length === 0 ? [`No action is offered there. ${NOTHING_KNOWN}`] : shown),
        ...(all.length > MAX_ACTIONS
          ? [`[Cut after ${MAX_ACTIONS} of ${all.length} actions. Ask for fewer lines.]`]
          : []),
      ].join('\n'),
      summary: l10n.t('{0} actions', all.length),
      failed: false,
      sources: [{ origin, name: path.display }],
    };
  },
});
