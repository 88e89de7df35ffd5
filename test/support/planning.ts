import assert from 'node:assert/strict';
import { planHunks } from '../../src/edits/apply.ts';
import type { HunkKnowledge } from '../../src/edits/knowledge.ts';
import type { Hunk, LineHunk } from '../../src/edits/operations.ts';
import { parsePatch } from '../../src/edits/parsePatch.ts';
import { EditRefusal } from '../../src/edits/refusal.ts';
import { applyReplacements } from '../../src/edits/textReplacement.ts';

/** The hunks of a patch's rows, such as `@@`, ` kept`, `-removed`, `+added`. */
export function hunks(...rows: string[]): readonly Hunk[] {
  const [operation] = parsePatch(
    ['*** Begin Patch', '*** Update File: a', ...rows, '*** End Patch'].join('\n'),
  );
  assert(operation?.kind === 'update');
  return operation.hunks;
}

/** The one hunk of a patch's rows, said to begin at a line. */
export function hunkAt(line: number, ...rows: string[]): readonly Hunk[] {
  const [hunk] = hunks('@@', ...rows);
  assert(hunk?.kind === 'lines');
  return [{ ...hunk, line } satisfies LineHunk];
}

export function passage(oldText: string, newText: string, line?: number): readonly Hunk[] {
  return [{ kind: 'passage', oldText, newText, ...(line === undefined ? {} : { line }) }];
}

/** A text after an edit. */
export function applied(text: string, edit: readonly Hunk[], knowledge?: HunkKnowledge): string {
  return applyReplacements(text, planHunks(text, edit, knowledge).replacements);
}

/** What was said to be borne with. */
export function notesOf(text: string, edit: readonly Hunk[]): string {
  return planHunks(text, edit).notes.join('\n');
}

/** @throws AssertionError if an edit is not refused in such words */
export function refuses(
  text: string,
  edit: readonly Hunk[],
  message: RegExp,
  knowledge?: HunkKnowledge,
): void {
  assert.throws(
    () => planHunks(text, edit, knowledge),
    (error: unknown) => {
      assert(error instanceof EditRefusal);
      assert.match(error.message, message);
      return true;
    },
  );
}
