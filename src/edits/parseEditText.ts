import type { FileOperation } from './operations.ts';
import { beginsPatch, patchBody, patchOperations } from './parsePatch.ts';
import { isBlank, patchRows } from './patchRows.ts';
import { unifiedOperations } from './parseUnified.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';
import { beginsUnified } from './unifiedSections.ts';

/**
 * Reads an edit of one or more files in either format that models write: a patch between
 * `*** Begin Patch` and `*** End Patch`, or a unified diff, which may stand between these markers
 * as well.
 * @throws PatchSyntaxError
 */
export function parseEditText(text: string): FileOperation[] {
  const rows = patchRows(text);
  const [first] = rows;
  if (first !== undefined && beginsPatch(first)) {
    const body = patchBody(rows);
    const start = body.findIndex(row => !isBlank(row));
    return beginsUnified(body, start) ? unifiedOperations(body) : patchOperations(body);
  }
  if (rows.some((_row, index) => beginsUnified(rows, index))) return unifiedOperations(rows);
  throw new PatchSyntaxError(
    first?.line ?? 1,
    describeRow(first),
    '"*** Begin Patch", or "--- a/path" and "+++ b/path" of a unified diff',
  );
}
