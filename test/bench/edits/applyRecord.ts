import { planHunks } from '../../../src/edits/apply.ts';
import { replaceOperation, type FileOperation } from '../../../src/edits/operations.ts';
import { parseEditText } from '../../../src/edits/parseEditText.ts';
import { EditRefusal, PatchSyntaxError } from '../../../src/edits/refusal.ts';
import { applyReplacements } from '../../../src/edits/textReplacement.ts';
import type { CorpusEdit, CorpusRecord } from './record.ts';

export interface Outcome {
  /** The file afterwards; null if the edit was refused. */
  readonly got: string | null;
  /** Why, in words for the model. */
  readonly reason?: string;
  readonly ms: number;
}

/**
 * Applies an edit as the tools do, to a text of which nobody says that the model read exactly it.
 * Which path a patch names is not looked at: a record is about one file.
 * @throws Error naming the record, for anything that is neither a result nor a refusal
 */
export function applyRecord({ id, before, edit, path }: CorpusRecord): Outcome {
  const start = performance.now();
  try {
    const got = applied(before, operationOf(edit, path));
    return { got, ms: performance.now() - start };
  } catch (error) {
    const ms = performance.now() - start;
    if (error instanceof EditRefusal || error instanceof PatchSyntaxError) {
      return { got: null, reason: error.message, ms };
    }
    throw new Error(`${id}: the engine failed`, { cause: error });
  }
}

function operationOf(edit: CorpusEdit, path: string): FileOperation {
  if (edit.kind === 'replace') {
    const operation = replaceOperation(path, edit.oldText, edit.newText);
    const { line } = edit;
    if (line === undefined || operation.kind !== 'update') return operation;
    return { ...operation, hunks: operation.hunks.map(hunk => ({ ...hunk, line })) };
  }
  const [first, ...others] = parseEditText(edit.text);
  if (first === undefined || others.length > 0) {
    throw new EditRefusal('The patch does not speak of one file.');
  }
  return first;
}

function applied(before: string, operation: FileOperation): string {
  switch (operation.kind) {
    case 'create':
      // Creating never overwrites.
      throw new EditRefusal('The file exists.');
    case 'delete':
      return '';
    case 'update':
      return applyReplacements(before, planHunks(before, operation.hunks).replacements);
  }
}
