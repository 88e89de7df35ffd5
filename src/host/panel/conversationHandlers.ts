import * as z from 'zod';
import { THINKING_LEVELS } from '../../api/modelClient.ts';
import type { Session } from '../../chat/session.ts';
import type { Params } from '../../protocol/messages.ts';
import type { HostHandlers } from '../../protocol/rpc.ts';
import type { conversationRequests } from '../../protocol/requests/conversation.ts';
import { backToDraft } from '../attachments/backToDraft.ts';
import type { WithoutKey } from '../pastedKey.ts';

export type ConversationHandlers = Pick<HostHandlers, keyof typeof conversationRequests>;

export interface ConversationParts {
  readonly sessions: { readonly open: (chatId: string) => Promise<Session> };
  /** True if there is a key, asked for if need be. */
  readonly ensureKey: () => Promise<boolean>;
  /** Asks about an API key that stands in a message. */
  readonly withoutKey: (text: string) => Promise<WithoutKey>;
  /** Takes a message of the panel into a chat. */
  readonly send: (message: Params<'send'>, session: Session) => Promise<void>;
  /** Asks whether files go back to before a message, and sees to it; false if nothing is to be done. */
  readonly goBack: (chatId: string, messageId: string) => Promise<boolean>;
  /** Makes a new chat of all up to a message's turn, and shows it. */
  readonly branch: (chatId: string, messageId: string) => Promise<void>;
  readonly composer: Parameters<typeof backToDraft>[2];
}

export function createConversationHandlers(parts: ConversationParts): ConversationHandlers {
  const { sessions } = parts;
  return {
    send: async message => {
      // First of all: with no key yet, a pasted one may well be the one that is needed.
      const checked = await parts.withoutKey(message.text);
      if (!checked.send) return { accepted: checked.taken };
      if (!(await parts.ensureKey())) return { accepted: false };
      await parts.send({ ...message, text: checked.text }, await sessions.open(message.chatId));
      return { accepted: true };
    },
    takeOver: async ({ chatId }) => {
      const session = await sessions.open(chatId);
      await session.takeOver();
      return {};
    },
    editMessage: async ({ chatId, messageId, text, attachments, images }) => {
      const checked = await parts.withoutKey(text);
      if (!checked.send || !(await parts.ensureKey())) return { done: false };
      if (!(await parts.goBack(chatId, messageId))) return { done: false };
      const session = await sessions.open(chatId);
      await session.resend(messageId, message => ({
        ...message,
        text: checked.text,
        attachments: (message.attachments ?? []).filter((_, index) => attachments.includes(index)),
        images: (message.images ?? []).filter(({ id }) => images.includes(id)),
      }));
      return { done: true };
    },
    regenerate: async ({ chatId, messageId, thinkingLevel, numberResults }) => {
      const level = z.enum(THINKING_LEVELS).optional().parse(thinkingLevel);
      if (!(await parts.ensureKey())) return { done: false };
      if (!(await parts.goBack(chatId, messageId))) return { done: false };
      const session = await sessions.open(chatId);
      await session.resend(messageId, message => ({
        ...message,
        options: {
          ...message.options,
          ...(level === undefined ? {} : { thinkingLevel: level }),
          ...(numberResults === undefined ? {} : { numberResults }),
        },
      }));
      return { done: true };
    },
    branchChat: async ({ chatId, messageId }) => {
      await parts.branch(chatId, messageId);
      return {};
    },
    deleteMessage: async ({ chatId, messageId }) => {
      await (await sessions.open(chatId)).deleteMessage(messageId);
      return {};
    },
    pin: async ({ chatId, id, isPinned }) => {
      await (await sessions.open(chatId)).pin(id, isPinned);
      return {};
    },
    removeQueued: async ({ chatId, id }) => {
      const message = await (await sessions.open(chatId)).removeWaiting(id);
      return backToDraft(chatId, message, parts.composer);
    },
    sendQueued: async ({ chatId, id }) => {
      const session = await sessions.open(chatId);
      if (await parts.ensureKey()) await session.sendWaiting(id);
      return {};
    },
  };
}
