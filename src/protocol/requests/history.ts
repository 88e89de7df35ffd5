import * as z from 'zod/mini';
import { once } from '../../base/once.ts';

const Id = z.string().check(z.minLength(1));

/** A chat in the list of all. */
export const HistoryChat = z.object({
  id: Id,
  title: z.string(),
  /** ms since 1970. */
  updatedAt: z.number(),
  pinned: z.boolean(),
  /** `interrupted`: its last turn broke off, and it runs in no window. */
  state: z.enum(['idle', 'running', 'waiting', 'interrupted']),
  /** Nothing of it could be read, or a newer Plumb wrote it. */
  problem: z.optional(z.enum(['unreadable', 'newer'])),
});
export type HistoryChat = z.infer<typeof HistoryChat>;

/** A place in the text of a chat that holds what was searched. */
export const SearchHit = z.object({
  chatId: Id,
  /** Names the place to `openHit`. */
  anchor: Id,
  where: z.enum(['message', 'answer', 'tool']),
  before: z.string(),
  match: z.string(),
  after: z.string(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const DeletedChat = z.object({ id: Id, title: z.string(), deletedAt: z.number() });
export type DeletedChat = z.infer<typeof DeletedChat>;

const ofChat = z.object({ id: Id });
const nothing = z.object({});

/** Requests about all chats: search, rename, delete, export, import. */
export const historyRequests = {
  /** Newest first. */
  listHistory: {
    params: once(() => nothing),
    result: once(() => z.object({ chats: z.array(HistoryChat) })),
  },
  /**
   * The next piece of a search through the texts of all chats, newest first. It goes no further than
   * it is asked: a search that nobody asks on is over.
   */
  searchChats: {
    params: once(() => z.object({ query: z.string(), restart: z.boolean() })),
    result: once(() =>
      z.object({
        hits: z.array(SearchHit),
        searched: z.number(),
        total: z.number(),
        done: z.boolean(),
      }),
    ),
  },
  /** Opens the chat; `itemId` is absent if the place is no longer part of it. */
  openHit: {
    params: once(() => z.object({ chatId: Id, anchor: Id, query: z.string() })),
    result: once(() => z.object({ itemId: z.optional(z.string()) })),
  },
  renameChat: {
    params: once(() => z.object({ id: Id, title: z.string() })),
    result: once(() => nothing),
  },
  pinChat: {
    params: once(() => z.object({ id: Id, pinned: z.boolean() })),
    result: once(() => nothing),
  },
  /** Asks first if it is at work; false if it is to stay. */
  deleteChat: {
    params: once(() => ofChat),
    result: once(() => z.object({ deleted: z.boolean() })),
  },
  /** Latest first. */
  listDeleted: {
    params: once(() => nothing),
    result: once(() => z.object({ chats: z.array(DeletedChat) })),
  },
  restoreChat: { params: once(() => ofChat), result: once(() => nothing) },
  /** Asks where to. */
  exportChat: { params: once(() => ofChat), result: once(() => nothing) },
} as const;
