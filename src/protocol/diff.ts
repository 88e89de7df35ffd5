import * as z from 'zod/mini';

/** Text of files as lines of a diff; shown as text, never as HTML. */

export const DiffLine = z.object({
  kind: z.enum(['context', 'added', 'removed']),
  text: z.string(),
});
export type DiffLine = z.infer<typeof DiffLine>;

export const CHANGES = ['create', 'update', 'delete', 'move'] as const;

export const DiffFile = z.object({
  path: z.string(),
  change: z.enum(CHANGES),
  newPath: z.optional(z.string()),
  added: z.number(),
  removed: z.number(),
  hunks: z.array(
    z.object({ oldStart: z.number(), newStart: z.number(), lines: z.array(DiffLine) }),
  ),
});
export type DiffFile = z.infer<typeof DiffFile>;
