import type { HostHandlers } from '../../protocol/rpc.ts';
import type { conversationRequests } from '../../protocol/requests/conversation.ts';

export type ConversationHandlers = Pick<HostHandlers, keyof typeof conversationRequests>;

export function createConversationHandlers(): ConversationHandlers {
  return {};
}
