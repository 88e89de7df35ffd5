/** Requests of the first run and of the figures. */
export const glanceRequests = {} as const;
