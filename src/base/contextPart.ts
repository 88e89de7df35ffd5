/** What fills a prompt, from its beginning to its end. */
export const CONTEXT_PARTS = [
  'instructions',
  'toolDefinitions',
  'attachments',
  'images',
  'toolResults',
  'history',
] as const;
export type ContextPart = (typeof CONTEXT_PARTS)[number];
