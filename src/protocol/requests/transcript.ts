import * as z from 'zod/mini';
import { once } from '../../base/once.ts';
import { ChatItem } from '../viewModel.ts';

/** Requests about what stands in a chat and is not on the screen. */
export const transcriptRequests = {
  /** Items around one of them, by its place in the chat or its id. */
  loadItems: {
    params: once(() =>
      z.object({
        chatId: z.string(),
        around: z.union([z.number(), z.string()]),
        /** At most so many on each side; fewer where the chat ends or they hold much text. */
        before: z.number(),
        after: z.number(),
      }),
    ),
    result: once(() =>
      z.object({
        /** Number of the last patch message that they include. */
        seq: z.number(),
        /** Place of the one that was asked for; absent if the chat has none of that id. */
        place: z.optional(z.number()),
        from: z.number(),
        total: z.number(),
        items: z.array(ChatItem),
      }),
    ),
  },
  /** The place of the user's message before or behind a place; absent if there is none. */
  findOwnMessage: {
    params: once(() =>
      z.object({
        chatId: z.string(),
        from: z.number(),
        direction: z.enum(['previous', 'next']),
      }),
    ),
    result: once(() => z.object({ place: z.optional(z.number()) })),
  },
  /** Texts of the user's latest messages before a place, oldest first. */
  ownMessages: {
    params: once(() => z.object({ chatId: z.string(), before: z.number() })),
    result: once(() => z.object({ texts: z.array(z.string()) })),
  },
  /**
   * Where a text stands in the whole chat as it is drawn, in whatever case. A new search ends the one
   * before.
   */
  findInChat: {
    params: once(() => z.object({ chatId: z.string(), text: z.string() })),
    result: once(() =>
      z.object({
        /** Items that hold it, from the first on, and how often; no more than `MOST_HITS`. */
        hits: z.array(z.object({ id: z.string(), place: z.number(), count: z.number() })),
        /** There are more hits than are told. */
        isCut: z.boolean(),
      }),
    ),
  },
} as const;

/** Most items of which a search tells. */
export const MOST_HITS = 5_000;
