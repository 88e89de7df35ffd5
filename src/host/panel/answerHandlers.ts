import type { HostHandlers } from '../../protocol/rpc.ts';
import type { answerRequests } from '../../protocol/requests/answer.ts';
import { applyCode, type ApplyParts } from '../answer/applyCode.ts';
import { knownPaths, openPath, openSymbol } from '../answer/openPlaces.ts';
import { insertAtCursor } from '../editorActions.ts';

export type AnswerHandlers = Pick<HostHandlers, keyof typeof answerRequests | 'insertAtCursor'>;

export function createAnswerHandlers(parts: ApplyParts): AnswerHandlers {
  return {
    applyCode: code => applyCode(code, parts),
    insertAtCursor: async ({ text }) => {
      await insertAtCursor(text, parts.lastEditor.editor);
      return {};
    },
    knownPaths: async ({ paths }) => ({ known: await knownPaths(paths, parts) }),
    openPath: async place => {
      await openPath(place, parts);
      return {};
    },
    openSymbol: async ({ name }) => {
      await openSymbol(name);
      return {};
    },
  };
}
