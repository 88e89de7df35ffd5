import * as z from 'zod';

/** Where a text is kept. */
const textId = z.string().regex(/^[0-9a-f]{64}$/);
const author = z.object({ chatId: z.string(), messageId: z.string() });
const named = { uri: z.string(), display: z.string(), authors: z.array(author) };
const offset = z.int().nonnegative();

const storedHunk = z.object({
  id: z.string(),
  start: offset,
  end: offset,
  baseStart: offset,
  baseEnd: offset,
  lent: z.int().min(0).max(2),
  by: z.array(z.string()),
});

export const storedFile = z.discriminatedUnion('change', [
  z.object({
    ...named,
    change: z.literal('create'),
    text: textId,
    own: textId.optional(),
  }),
  z.object({
    ...named,
    change: z.literal('update'),
    movedFrom: z.object({ uri: z.string(), display: z.string() }).optional(),
    eol: z.enum(['\n', '\r\n']),
    nextId: z.int().positive(),
    baseline: textId,
    current: textId,
    hunks: z.array(storedHunk),
  }),
  z.object({ ...named, change: z.literal('delete'), text: textId, encoding: z.string() }),
]);

export type StoredFile = z.infer<typeof storedFile>;

export const storedUndone = z.array(
  z.object({ path: z.string(), line: z.int().positive(), rows: z.array(z.string()) }),
);

/** A change that an older Plumb would misread needs a new number. */
export const SCHEMA = 1;

/** What is around the files, each of which is read for itself. */
export const storedReview = z.object({
  schema: z.literal(SCHEMA),
  files: z.array(z.unknown()),
  undone: z.record(z.string(), z.unknown()),
});

/** The ids of the texts that a file needs. */
export function textsOf(file: StoredFile): string[] {
  switch (file.change) {
    case 'create':
      return file.own === undefined ? [file.text] : [file.text, file.own];
    case 'update':
      return [file.baseline, file.current];
    case 'delete':
      return [file.text];
  }
}
