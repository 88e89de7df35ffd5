import * as z from 'zod';

/** What a review remarks; all members are required, as OpenAI's strict form wants it. */
export const Finding = z.strictObject({
  path: z.string(),
  /** From 1, of the file as it is after the change. */
  startLine: z.number(),
  severity: z.enum(['error', 'warning', 'info']),
  title: z.string(),
  explanation: z.string(),
  /** The lines that it is about, as they stand in the file. */
  original: z.string(),
  hasFix: z.boolean(),
  /** What takes their place; empty where they are to go, or where there is no fix. */
  replacement: z.string(),
});
export type Finding = z.infer<typeof Finding>;

export const ReviewAnswer = z.strictObject({
  findings: z.array(Finding),
  summary: z.string(),
});
