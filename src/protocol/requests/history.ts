/** Requests about all chats: search, rename, delete, export, import. */
export const historyRequests = {} as const;
