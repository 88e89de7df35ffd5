/** Requests out of an answer: apply code, open what is named. */
export const answerRequests = {} as const;
