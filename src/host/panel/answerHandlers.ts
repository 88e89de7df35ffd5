import type { HostHandlers } from '../../protocol/rpc.ts';
import type { answerRequests } from '../../protocol/requests/answer.ts';

export type AnswerHandlers = Pick<HostHandlers, keyof typeof answerRequests>;

export function createAnswerHandlers(): AnswerHandlers {
  return {};
}
