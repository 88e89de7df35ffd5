import * as z from 'zod';

/** A text's id in the store; it becomes the name of a file, so it can be nothing that leads elsewhere. */
const textId = z.string().regex(/^[0-9a-f]{64}$/);

const storedState = z.strictObject({ uri: z.string(), encoding: z.string(), text: textId });

const storedFile = z.strictObject({
  display: z.string(),
  before: storedState.optional(),
  after: storedState.optional(),
  /** Set where the file had unsaved text: what was on the disk, which a crash brings back. */
  disk: textId.optional(),
});

const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), chatId: z.string(), messageId: z.string() }),
  z.strictObject({ kind: z.literal('review') }),
  z.strictObject({ kind: z.literal('checkpoint'), chatId: z.string(), messageId: z.string() }),
]);

const owner = z.strictObject({
  host: z.string(),
  pid: z.int(),
  /** Of that process, as `startOfThisProcess` tells it; not in records of older Plumbs. */
  start: z.string().optional(),
  /** Of the run of Plumb in that process. */
  run: z.string(),
});

/** What stands on disk of one change set, while it lands and afterwards. */
export const journalRecord = z.strictObject({
  schema: z.literal(1),
  id: z.uuid(),
  /** ms since 1970. */
  at: z.number(),
  owner,
  origin,
  files: z.array(storedFile),
});

export type JournalRecord = z.infer<typeof journalRecord>;
export type StoredFile = z.infer<typeof storedFile>;
export type StoredState = z.infer<typeof storedState>;
export type RecordOwner = z.infer<typeof owner>;
