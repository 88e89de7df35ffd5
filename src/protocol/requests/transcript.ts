import * as z from 'zod/mini';
import { ChatItem } from '../viewModel.ts';

/** Requests about what stands in a chat and is not on the screen. */
export const transcriptRequests = {
  /** Items of the chat that is shown, by their place in it; fewer where it ends. */
  loadItems: {
    params: z.object({ chatId: z.string(), from: z.number(), count: z.number() }),
    result: z.object({ from: z.number(), total: z.number(), items: z.array(ChatItem) }),
  },
} as const;
