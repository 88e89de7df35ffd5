import * as z from 'zod/mini';
import { once } from '../../base/once.ts';
import { nothing } from '../nothing.ts';
import { MOST_ANSWERS, OutgoingImage, SendOptions } from '../viewModel.ts';
import { Draft } from './composer.ts';

/** A message of the user, in the chat that it stands in. */
const message = { chatId: z.string(), messageId: z.string() };
/** Whether it was done: a person is asked on the way, and may think better of it. */
const Done = z.object({ done: z.boolean() });

/** Requests that change a conversation: send, edit, regenerate, branch, delete, pin, queue. */
export const conversationRequests = {
  /** Into that chat, though another may be shown when all that is asked on the way is answered. */
  send: {
    params: once(() =>
      z.object({
        chatId: z.string(),
        text: z.string(),
        images: z.optional(z.array(OutgoingImage)),
        options: z.optional(SendOptions),
        /** The `ref`s of what goes along. */
        chips: z.optional(z.array(z.string())),
        /** What becomes of it while a turn runs: sent after it, or told to the model at its next step. */
        whenBusy: z.optional(z.enum(['queue', 'steer'])),
      }),
    ),
    result: once(() => z.object({ accepted: z.boolean() })),
  },
  /** Sends a message anew in place of itself; the host asks whether files go back too. */
  editMessage: {
    params: once(() =>
      z.object({
        ...message,
        text: z.string(),
        /** Places of the attachments that stay, from 0, and ids of the images that do. */
        attachments: z.array(z.number()),
        images: z.array(z.string()),
      }),
    ),
    result: once(() => Done),
  },
  /** Asks anew with the same message; the host asks whether files go back too. */
  regenerate: {
    params: once(() =>
      z.object({
        ...message,
        /** In place of the one that holds. */
        thinkingLevel: z.optional(z.string()),
        /** As many answers to compare. */
        numberResults: z.optional(z.number().check(z.minimum(2), z.maximum(MOST_ANSWERS))),
      }),
    ),
    result: once(() => Done),
  },
  /** Shows a new chat with all up to and including the message's turn. */
  branchChat: { params: once(() => z.object(message)), result: nothing },
  deleteMessage: { params: once(() => z.object(message)), result: nothing },
  /** @param id of a message, or the `answerId` of a turn */
  pin: {
    params: once(() => z.object({ chatId: z.string(), id: z.string(), isPinned: z.boolean() })),
    result: nothing,
  },
  /** Takes a message that waits out of the queue; it is not sent but written on. */
  removeQueued: {
    params: once(() => z.object({ chatId: z.string(), id: z.string() })),
    result: once(() => Draft),
  },
  /** Sends a message that waits at once; while a turn runs, it joins that at its next step. */
  sendQueued: {
    params: once(() => z.object({ chatId: z.string(), id: z.string() })),
    result: nothing,
  },
  /** Takes the chat from another window, which cannot write to it from then on. */
  takeOver: {
    params: once(() => z.object({ chatId: z.string() })),
    result: nothing,
  },
} as const;
