import { z } from 'zod';

/** A patch in any way of writing one: `*** Begin Patch`, or a unified diff. */
const patchEdit = z.strictObject({ kind: z.literal('patch'), text: z.string() });

/** What `apply_edit` takes; `line`, from 1, is where the model thinks that `oldText` begins. */
const replaceEdit = z.strictObject({
  kind: z.literal('replace'),
  oldText: z.string(),
  newText: z.string(),
  line: z.int().positive().optional(),
});

/** One line of a corpus: an edit as a model writes it, and what it has to make of a file. */
export const corpusRecord = z.strictObject({
  id: z.string().min(1),
  /** The way in which the edit is disturbed. */
  cls: z.string().min(1),
  path: z.string(),
  /** The whole file, with its own line endings. */
  before: z.string(),
  edit: z.discriminatedUnion('kind', [patchEdit, replaceEdit]),
  /** The whole file afterwards; null if only a refusal is right. */
  expected: z.string().nullable(),
  /** Set if a refusal is as right as `expected`. */
  mayRefuse: z.boolean().optional(),
});

export type CorpusRecord = z.infer<typeof corpusRecord>;
export type CorpusEdit = CorpusRecord['edit'];

/** @throws Error naming the line that is no record */
export function parseRecords(jsonl: string, name: string): CorpusRecord[] {
  return jsonl.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [corpusRecord.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(`${name}:${index + 1} is no record of a corpus`, { cause: error });
    }
  });
}
