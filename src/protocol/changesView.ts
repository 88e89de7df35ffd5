import * as z from 'zod/mini';
import { CHANGES, DiffLine } from './diff.ts';

/**
 * What the agent changed and a person has neither kept nor undone, as the panel lists it. All of it
 * is bounded, and whatever is left out is counted.
 */

export const ChangedHunk = z.object({
  /** Stays the same while the text around it changes. */
  id: z.string().check(z.minLength(1)),
  /** Of the text as it is now, from 1; where lines were only removed, the one that they stood before. */
  line: z.number(),
  added: z.number(),
  removed: z.number(),
  /** First what was removed, then what was added. */
  rows: z.array(DiffLine),
  /** Rows that are not among them. */
  moreRows: z.number(),
});
export type ChangedHunk = z.infer<typeof ChangedHunk>;

export const ChangedFile = z.object({
  uri: z.string().check(z.minLength(1)),
  /** For people; a deleted file as it was called. */
  path: z.string(),
  change: z.enum(CHANGES),
  /** The path before a move. */
  movedFrom: z.optional(z.string()),
  added: z.number(),
  removed: z.number(),
  /** In the order of the text. A created, deleted or merely moved file may have none. */
  hunks: z.array(ChangedHunk),
  /** Hunks that are not among them. */
  moreHunks: z.number(),
});
export type ChangedFile = z.infer<typeof ChangedFile>;

export const ChangesView = z.object({
  files: z.array(ChangedFile),
  /** Files that are not among them. */
  moreFiles: z.number(),
  /** Lines, over all files. */
  added: z.number(),
  removed: z.number(),
  /** What can be kept or undone by itself, over all files: hunks, and files that have none. */
  changeCount: z.number(),
});
export type ChangesView = z.infer<typeof ChangesView>;

export const NO_CHANGES: ChangesView = {
  files: [],
  moreFiles: 0,
  added: 0,
  removed: 0,
  changeCount: 0,
};

/** What is to be kept or undone. */
export const EditTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('file'), uri: z.string() }),
  z.object({ kind: z.literal('hunk'), uri: z.string(), id: z.string() }),
]);
export type EditTarget = z.infer<typeof EditTarget>;
