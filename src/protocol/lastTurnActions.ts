import { CHAT_ACTIONS } from '../base/errors.ts';
import type { Action } from './viewModel.ts';

/** They take up the last turn again, whichever that is by then (`sessionAction.ts`). */
const COMMANDS: ReadonlySet<string> = new Set([
  CHAT_ACTIONS.retry,
  CHAT_ACTIONS.continue,
  CHAT_ACTIONS.raiseBudget,
  CHAT_ACTIONS.raiseContext,
]);

/** True for an action of a notice that would mean another turn once the chat has gone on. */
export function isOfLastTurn({ command }: Pick<Action, 'command'>): boolean {
  return COMMANDS.has(command);
}
