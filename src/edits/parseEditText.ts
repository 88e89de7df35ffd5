import type { FileOperation } from './operations.ts';
import { beginsPatch, patchBody, patchOperations } from './parsePatch.ts';
import { isBlank, patchRows, type PatchRow } from './patchRows.ts';
import { unifiedOperations } from './parseUnified.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';
import { beginsUnified } from './unifiedSections.ts';

const BEGIN_PATCH = '*** Begin Patch';

/** Without words above the marker of a patch; what could be a part of an edit is no such words. */
function withoutTextAbove(rows: readonly PatchRow[]): readonly PatchRow[] {
  const start = rows.findIndex(({ text }) => text === BEGIN_PATCH);
  const above = rows.slice(0, Math.max(0, start));
  const isEdit = above.some(({ text }) => /^(?:[ \t+@*-]|diff )/.test(text));
  return isEdit ? rows : rows.slice(above.length);
}

/**
 * Reads an edit of one or more files in either format that models write: a patch between
 * `*** Begin Patch` and `*** End Patch`, or a unified diff, which may stand between these markers
 * as well.
 * @throws PatchSyntaxError
 */
export function parseEditText(text: string): FileOperation[] {
  const rows = withoutTextAbove(patchRows(text));
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
