/** Requests that change a conversation: edit, regenerate, branch, delete, pin, queue. */
export const conversationRequests = {} as const;
