import { COMMANDS } from '../base/ids.ts';
import type { Action } from '../protocol/viewModel.ts';

const OURS: ReadonlySet<string> = new Set(Object.values(COMMANDS));

/**
 * Whether the button of a notice may run this command. Notices come from the chat's log, which is
 * a file, so they are not trusted to name just any command.
 */
export function isAllowedAction({ command, args = [] }: Action): boolean {
  if (OURS.has(command)) return args.length === 0;
  const [only, ...others] = args;
  if (only === undefined || others.length > 0) return false;
  switch (command) {
    case 'vscode.open':
      return /^https:\/\/my\.runware\.ai\//.test(only);
    case 'workbench.action.openSettings':
      return /^plumb\.[A-Za-z.]+$/.test(only);
    default:
      return false;
  }
}
